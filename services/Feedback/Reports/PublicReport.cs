using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Measures;
using UUIDNext;

namespace BusinessFocus.Feedback.Reports;

/// <summary>A part of a report that can be shown to everybody. Comments, cases and hosts cannot.</summary>
public enum ReportSection
{
    /// <summary>The edition as a whole.</summary>
    Total,

    /// <summary>Each activity.</summary>
    Activities,

    /// <summary>By kind of activity.</summary>
    Kinds,

    /// <summary>By topic.</summary>
    Topics,

    /// <summary>Members of associations, and others.</summary>
    Membership,

    /// <summary>By the company's size.</summary>
    CompanySizes,

    /// <summary>What companies and officials knew of each other before and after.</summary>
    Knowledge,

    /// <summary>What others publish of the municipality.</summary>
    OfficialFigures,
}

/// <summary>An organiser chose which parts of an edition's report everybody may read; none takes it back.</summary>
/// <param name="By">The <c>sub</c> of whoever did.</param>
/// <param name="At">UTC.</param>
public sealed record PublicPartWasChosen(EditionId EditionId, IReadOnlyList<ReportSection> Sections, string? By, DateTimeOffset At);

/// <summary>Which parts of an edition's report everybody may read.</summary>
public sealed record PublicReport : IState<PublicReport>
{
    private static readonly Guid Streams = new("6c0a3f5e-92b4-4d6f-8f0c-1d5a7be0c2d3");

    public static PublicReport Initial { get; } = new();

    public Guid Id { get; set; }

    /// <summary>In the report's order; none where nothing is public.</summary>
    public ImmutableList<ReportSection> Sections { get; init; } = [];

    /// <summary>When they were chosen last, UTC.</summary>
    public DateTimeOffset ChosenAt { get; init; }

    public static Guid StreamOf(EditionId edition) => Uuid.NewNameBased(Streams, edition.Value.ToString());

    public PublicReport Evolve(object @event) => @event switch
    {
        PublicPartWasChosen chosen => this with { Sections = [.. chosen.Sections], ChosenAt = chosen.At },
        _ => this,
    };
}

/// <summary>The public part of an edition's report, as it is now: what may not be shown of few is not shown here either.</summary>
/// <param name="EditionId">The edition that it is about.</param>
/// <param name="Slug">The edition's name in addresses.</param>
/// <param name="Sections">Which parts are public, in the report's order; none where an organiser took it back.</param>
/// <param name="ChosenAt">UTC: when they were chosen last; left out where they never were.</param>
/// <param name="Questions">What was asked, in the asker's language; left out where no part is public.</param>
/// <param name="Total">The edition as a whole; left out where it is not public.</param>
/// <param name="Activities">Each activity, by its Swedish title; left out where they are not public.</param>
/// <param name="Kinds">By kind of activity; left out where they are not public.</param>
/// <param name="Topics">By topic; left out where they are not public.</param>
/// <param name="Membership">"member" of an association, and "other"; left out where it is not public.</param>
/// <param name="CompanySizes">By size, from sole to large; left out where they are not public.</param>
/// <param name="Knowledge">What companies ("company") and officials ("official") knew of each other before and after; left out where it is not public.</param>
/// <param name="OfficialFigures">What others publish of the municipality; left out where it is not public.</param>
public sealed record PublicReportView(
    EditionId EditionId,
    string Slug,
    IReadOnlyList<ReportSection> Sections,
    DateTimeOffset? ChosenAt,
    IReadOnlyList<QuestionAsked>? Questions,
    Figures? Total,
    IReadOnlyList<ActivityFigures>? Activities,
    IReadOnlyDictionary<ActivityKind, Figures>? Kinds,
    IReadOnlyDictionary<string, Figures>? Topics,
    IReadOnlyDictionary<string, Figures>? Membership,
    IReadOnlyDictionary<string, Figures>? CompanySizes,
    IReadOnlyDictionary<string, KnowledgeChange>? Knowledge,
    IReadOnlyList<OfficialSeries>? OfficialFigures)
{
    /// <param name="report">All that may be shown of it: a part of that tells no more than the whole.</param>
    public static PublicReportView Of(EditionReport report, PublicReport chosen)
    {
        return new PublicReportView(
            report.EditionId,
            report.Slug,
            chosen.Sections,
            chosen.ChosenAt == default ? null : chosen.ChosenAt,
            chosen.Sections.IsEmpty ? null : report.Questions,
            In(ReportSection.Total, report.Total),
            In(ReportSection.Activities, report.Activities),
            In(ReportSection.Kinds, report.Kinds),
            In(ReportSection.Topics, report.Topics),
            In(ReportSection.Membership, report.Membership),
            In(ReportSection.CompanySizes, report.CompanySizes),
            In(ReportSection.Knowledge, report.Knowledge),
            In(ReportSection.OfficialFigures, report.OfficialFigures));

        T? In<T>(ReportSection section, T part) where T : class => chosen.Sections.Contains(section) ? part : null;
    }
}
