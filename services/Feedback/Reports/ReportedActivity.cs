using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Surveys;

namespace BusinessFocus.Feedback.Reports;

/// <summary>
/// What a report needs of an activity's survey, beside it: the survey knows everybody who came, and to read all of them takes longer than
/// all the rest of a report.
/// </summary>
public sealed record ReportedActivity : IState<ReportedActivity>
{
    public static ReportedActivity Initial { get; } = new();

    /// <summary>The activity's id.</summary>
    public Guid Id { get; set; }

    /// <summary>The edition's, to search by.</summary>
    public Guid EditionId { get; init; }

    /// <summary>The edition's, to search by.</summary>
    public string EditionSlug { get; init; } = "";

    public SurveyedActivity? Facts { get; init; }

    public int? FrozenVersion { get; init; }

    public ReportedActivity Evolve(object @event) => @event switch
    {
        ActivityHeardOf { Facts: var facts } => this with { EditionId = facts.EditionId.Value, EditionSlug = facts.EditionSlug, Facts = facts },
        QuestionsFrozen frozen => this with { FrozenVersion = frozen.Version },
        _ => this,
    };
}
