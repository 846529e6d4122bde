using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Official;
using BusinessFocus.Feedback.Participation;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using Marten;
using Question = BusinessFocus.Feedback.Questions.Question;

namespace BusinessFocus.Feedback.Reports;

/// <summary>All of an edition's answers that may be shown, and what was asked.</summary>
/// <param name="Activities">By title.</param>
/// <param name="Asked">Each question once, in the order of the surveys; free texts are not among them.</param>
/// <param name="Shown">By group, in the order of their names.</param>
/// <param name="FollowUps">What became of those who wanted to be contacted.</param>
public sealed record EditionResults(
    EditionId EditionId,
    string Slug,
    IReadOnlyList<(Guid Id, SurveyedActivity Facts)> Activities,
    IReadOnlyList<Question> Asked,
    IReadOnlyDictionary<Group, ShownResult> Shown,
    EditionFollowUps FollowUps)
{
    /// <summary>What others published of the edition's municipality: beside the answers, and never among them.</summary>
    public OfficialFigures Official { get; init; } = OfficialFigures.Initial;

    /// <summary>Who took part, as Registration counted it last; null where it has told nothing yet, or it is not to be shown.</summary>
    public EditionParticipation? Participation { get; init; }

    /// <summary>How many companies of the register were met, as Registration counted it last; null where it has told nothing yet, or it is not to be shown.</summary>
    public EditionMetCompanies? MetCompanies { get; init; }

    public IReadOnlyList<ActivityKind> Kinds { get; } = Activities.Select(activity => activity.Facts.Kind).Distinct().Order().ToList();

    public static EditionResults Of(
        EditionId edition, IReadOnlyList<(Guid Id, SurveyedActivity Facts)> activities, IEnumerable<Questionnaire> asked, IReadOnlyList<GroupResult> results, EditionFollowUps followUps) => new(
        edition,
        activities.Select(activity => activity.Facts.EditionSlug).FirstOrDefault() ?? "",
        activities.OrderBy(activity => activity.Facts.Title.Sv, StringComparer.Ordinal).ToList(),
        AskedIn(asked),
        Disclosure.Of(results, Enclosures.Of(activities, results.Select(result => result.Group)))
            .OrderBy(result => result.Key.Value, StringComparer.Ordinal).ToDictionary(),
        followUps);

    public ShownResult Of(Group group) => Shown.GetValueOrDefault(group) ?? ShownResult.Nothing(group);

    public IEnumerable<ShownResult> Of(Dimension dimension) => Shown.Values.Where(result => result.Group.Dimension == dimension);

    /// <returns>What there is of an edition by its id or slug; null when nothing is known of it.</returns>
    public static async Task<EditionResults?> ReadAsync(IQuerySession reads, string idOrSlug, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var activities = reads.Query<ReportedActivity>();
        var known = await (Guid.TryParse(idOrSlug, out var id) ? activities.Where(activity => activity.EditionId == id) : activities.Where(activity => activity.EditionSlug == idOrSlug))
            .ToListAsync(cancellationToken);
        if (known.Count == 0)
        {
            return null;
        }

        var edition = known[0].Facts!.EditionId;
        var templates = (await reads.LoadManyAsync<SurveyTemplate>(cancellationToken, known.Select(each => SurveyTemplate.IdOf(each.Facts!.Kind)).Distinct()))
            .ToDictionary(template => template.Id);
        var asked = known.Select(each => (each.Facts!.Kind, each.FrozenVersion)).Distinct().Order()
            .Select(each => (templates.GetValueOrDefault(SurveyTemplate.IdOf(each.Kind)) ?? SurveyTemplate.Initial).Of(each.FrozenVersion));
        var results = await reads.Query<GroupResult>().Where(result => result.EditionId == edition.Value).ToListAsync(cancellationToken);

        // What was answered about the edition as a whole is no activity's, and is in none of its sums.
        var own = EditionSurveys.GroupsOf(edition);
        var followUps = await EditionFollowUps.ReadAsync(reads, edition, now, cancellationToken);
        return Of(edition, [.. known.Select(each => (each.Id, each.Facts!))], asked, [.. results.Where(result => !own.Contains(result.Group))], followUps);
    }

    /// <summary>The same with what others published of its municipality.</summary>
    /// <param name="byDefault">Whose edition it is where nobody told: long ago.</param>
    public async Task<EditionResults> WithOfficialAsync(IQuerySession reads, string byDefault, CancellationToken cancellationToken) => this with
    {
        Official = await reads.OfficialFiguresAsync(
            Activities.Select(activity => activity.Facts.Municipality).FirstOrDefault(told => told is not null) ?? byDefault, cancellationToken),
    };

    /// <summary>The same with who took part, and how many companies were met.</summary>
    public async Task<EditionResults> WithParticipationAsync(IQuerySession reads, CancellationToken cancellationToken) => this with
    {
        Participation = await reads.LoadAsync<EditionParticipation>(EditionId.Value, cancellationToken),
        MetCompanies = await reads.LoadAsync<EditionMetCompanies>(EditionId.Value, cancellationToken),
    };

    private static IReadOnlyList<Question> AskedIn(IEnumerable<Questionnaire> questionnaires) => questionnaires
        .SelectMany(questionnaire => questionnaire.Questions)
        .GroupBy(question => question.Key)
        .Where(same => same.Any(question => question.Type != QuestionType.Text))
        .Select(same => same.Last() switch
        {
            // Asked as one thing here and as another there: only how many gave each answer can be told.
            var question when same.Any(other => other.Type != question.Type) => question with { Type = QuestionType.Choice, Options = [] },
            { IsChoice: true } question => question with { Options = same.SelectMany(each => each.Options ?? []).DistinctBy(option => option.Key).ToList() },
            var question => question,
        })
        .ToList();
}
