using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Reports;

/// <summary>An organiser chooses which parts of an edition's report everybody may read.</summary>
public static class ChoosePublicPart
{
    /// <summary>What everybody may read.</summary>
    /// <param name="Sections">Parts of the report, each once; none takes all of it back.</param>
    public sealed record Request(IReadOnlyList<ReportSection> Sections);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Sections).Must(sections => sections.Count == sections.Distinct().Count())
            .WithMessage(_ => Languages.Choose("Varje del en gång.", "Each part once."));
    }

    public static Decision Decide(PublicReport chosen, EditionId edition, IReadOnlyList<ReportSection> wanted, string? by, DateTimeOffset now)
    {
        var sections = wanted.Order().ToList();
        return chosen.Sections.SequenceEqual(sections) ? Decision.Nothing : Decision.Of(new PublicPartWasChosen(edition, sections, by, now));
    }
}

public static class ChoosePublicPartEndpoint
{
    public static void MapChoosePublicPart(this RouteGroupBuilder api)
    {
        api.MapPut("/editions/{id}/report/public", ChooseAsync)
            .Validates<ChoosePublicPart.Request>()
            .TakesBack<PublicReportView>()
            .Only(Roles.Organiser)
            .WithTags("Reports")
            .WithName("choosePublicPart")
            .WithSummary("Choose what everybody may read of a report");
        api.MapGet("/editions/{id}/report/public", ReadAsync)
            .WithTags("Reports")
            .WithName("readPublicReport")
            .WithSummary("Read the public part of a report");
    }

    /// <summary>
    /// Chooses which parts of an edition's report everybody may read without signing in, from now on and as they are at each moment; no parts take
    /// it back. Comments, cases and hosts are never among them, and nothing is shown of fewer than seven answers. What was read can be sent back;
    /// the same again changes nothing. 404 <c>no-such-edition</c> where nothing of the edition was released. For organisers.
    /// </summary>
    /// <param name="id">The edition's id or slug.</param>
    private static async Task<Results<Ok<PublicReportView>, ProblemHttpResult>> ChooseAsync(
        string id,
        IfMatch ifMatch,
        ChoosePublicPart.Request request,
        HttpContext context,
        ISessionFactory sessions,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        if (await EditionResults.ReadAsync(reads, id, clock.GetUtcNow(), cancellationToken) is not { } results)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        var by = context.User.FindFirst("sub")?.Value;
        var decided = await sessions.DecideAsync<PublicReport>(
            PublicReport.StreamOf(results.EditionId),
            ifMatch.Expected,
            chosen => ChoosePublicPart.Decide(chosen, results.EditionId, request.Sections, by, clock.GetUtcNow()),
            cancellationToken);
        context.Response.SetVersion(decided.Version);
        results = await results.WithOfficialAsync(reads, OwnMunicipality.DefaultOf(configuration), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(PublicReportView.Of(EditionReport.Of(results), decided.State));
    }

    /// <summary>
    /// The parts of an edition's report that an organiser has made public, as they are now, for everybody; without any where none was chosen.
    /// Nothing is shown of fewer than seven answers, nor what such few could be reckoned from. 404 <c>no-such-edition</c> where nothing of the
    /// edition was released.
    /// </summary>
    /// <param name="id">The edition's id or slug.</param>
    private static async Task<Results<Ok<PublicReportView>, ProblemHttpResult>> ReadAsync(
        string id, IQuerySession reads, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await EditionResults.ReadAsync(reads, id, clock.GetUtcNow(), cancellationToken) is not { } results)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        var chosen = await reads.LoadAsync<PublicReport>(PublicReport.StreamOf(results.EditionId), cancellationToken) ?? PublicReport.Initial;
        if (chosen.Sections.Contains(ReportSection.OfficialFigures))
        {
            results = await results.WithOfficialAsync(reads, OwnMunicipality.DefaultOf(configuration), cancellationToken);
        }

        return TypedResults.Ok(PublicReportView.Of(EditionReport.Of(results), chosen));
    }
}
