using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using Marten;

namespace BusinessFocus.Feedback.Tests;

/// <summary>An edition that is over, with all that was answered, as its events.</summary>
/// <param name="Activities">With as many answers each.</param>
public sealed record SomeEdition(EditionId Id, string Slug, IReadOnlyList<(ActivityId Id, SurveyedActivity Facts, int Answers)> Activities)
{
    /// <summary>Answers lie around the middle of what a scale has, a little higher the better the edition was.</summary>
    /// <param name="better">0 and more.</param>
    public static SomeEdition Of(int better, string? title = null, int activities = 6, string? slug = null)
    {
        var id = EditionId.New();
        slug ??= $"edition-{id.Value.ToString("N")[^12..]}";
        return new SomeEdition(id, slug, Enumerable.Range(0, activities).Select(i => (
            ActivityId.New(),
            new SurveyedActivity(
                id, slug, (ActivityKind)(i % 3), new LocalizedText(title is null ? $"Aktivitet {i} om hur man får ett bygglov i tid utan att behöva fråga" : $"{title} {i}"),
                i % 2 == 0 ? ["bygglov"] : ["kompetens"], true, 1, [i % 2 == 0 ? "Kommunen" : "Näringslivskontoret"]),
            better + (i == 0 ? 3 : 30 + i))).ToList());
    }

    public async Task StoreAsync(IDocumentStore store, bool withKnowledge = true)
    {
        await using var session = store.LightweightSession();
        foreach (var (id, facts, _) in Activities)
        {
            session.Events.StartStream<Survey>(id.Value, new ActivityHeardOf(facts), new QuestionsFrozen(1));
        }

        foreach (var (id, facts, answers) in Activities)
        {
            var survey = Invite.SurveyOf(id);
            session.Events.Append(id.Value, new GroupsInvited(Id, GroupsOf(id, facts, answers + 10).Select(group => new GroupSize(group.Group, group.Count)).ToList()));
            for (var i = 0; i < answers; i++)
            {
                session.Events.StartStream(Guid.NewGuid(), new BallotCast(survey, id, Id, DateTimeOffset.UtcNow));
            }
        }

        var all = Activities.SelectMany(activity => GroupsOf(activity.Id, activity.Facts, activity.Answers)).GroupBy(group => group.Group)
            .Select(group => (Group: group.Key, Count: group.Sum(each => each.Count))).Where(group => group.Count >= 7);
        session.Events.Append(BoxEmptyingService.StreamOf(Id), new AnswersCounted(Id, all.Select(group => new GroupCount(group.Group, group.Count, AnswersOf(group.Count))).ToList()));
        if (withKnowledge)
        {
            session.Events.Append(BoxEmptyingService.StreamOf(Id), new AnswersCounted(
                Id,
                [
                    new GroupCount(new Group(Dimension.Side, "company"), 12, Counts.Of([("knowledge", "2>5", 5), ("knowledge", "3>4", 5), ("knowledge", "4>4", 2)])),
                    new GroupCount(new Group(Dimension.Side, "official"), 5, Counts.Of([("knowledge", "2>5", 5)])),
                ]));
        }

        await session.SaveChangesAsync();
    }

    private static IEnumerable<(Group Group, int Count)> GroupsOf(ActivityId id, SurveyedActivity facts, int count) =>
    [
        (Group.WholeEdition, count),
        (Group.Of(id), count),
        (new(Dimension.Kind, facts.Kind.ToString()), count),
        (new(Dimension.Topic, facts.Topics[0]), count),
        (new(Dimension.Hosts, facts.HostGroups![0]), count),
        (new(Dimension.Membership, "member"), count / 2),
        (new(Dimension.Membership, "other"), count - (count / 2)),
        (new(Dimension.CompanySize, "Micro"), count / 3),
        (new(Dimension.CompanySize, "Large"), count / 3),
    ];

    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> AnswersOf(int count)
    {
        var shift = Activities[^1].Answers > 40 ? 1 : 0;
        return Counts.Of(Enumerable.Range(0, count).SelectMany(i => (IEnumerable<(string, string, int)>)
        [
            ("overall", $"{6 + shift + (i % 3)}", 1),
            ("expectations", $"{5 + shift + (i % 4)}", 1),
            ("ideal", $"{5 + shift + (i % 3)}", 1),
            ("recommend", $"{6 + shift + (i % 4)}", 1),
            ("climate", $"{3 + shift + (i % 2)}", 1),
            ("knowledge", $"{2 + shift + (i % 3)}", 1),
        ]));
    }
}
