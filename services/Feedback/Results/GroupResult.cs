using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Surveys;
using JasperFx.Events;
using Marten.Events.Projections;

namespace BusinessFocus.Feedback.Results;

/// <summary>What the answers of a group in an edition come to: how many of each answer to each question.</summary>
public sealed record GroupResult
{
    public Guid Id { get; set; }

    /// <summary>The edition's id, to search by.</summary>
    public Guid EditionId { get; init; }

    public required Group Group { get; init; }

    public int Invited { get; init; }

    /// <summary>Answers that were put into the box, counted or not; for activities and the whole edition.</summary>
    public int Cast { get; init; }

    /// <summary>Answers that have been counted. What is still in the box is not among them.</summary>
    public int Answered { get; init; }

    /// <summary>
    /// By question, and then by answer (a number as text or an option's key): how many. Where several options could be chosen, also how
    /// many answered at all (<see cref="Questions.ChosenOptions.Respondents"/>).
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Answers { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, int>>();

    public GroupResult With(GroupCount count) => this with
    {
        Answered = Answered + count.Answered,
        Answers = Counts.Sum(Answers, count.Answers),
    };
}

/// <summary>
/// Counts what was asked and answered, by group, in the background; built again from the events it is the same.
/// </summary>
public sealed partial class ResultsProjection : MultiStreamProjection<GroupResult, Guid>
{
    /// <summary>Far more events than groups: the more of them are taken at once, the less often each group is stored.</summary>
    private const int PageSize = 5_000;

    public ResultsProjection()
    {
        Options.BatchSize = PageSize;
        Identities<GroupsInvited>(invited => [.. invited.Groups.Select(size => size.Group.IdIn(invited.EditionId))]);
        Identities<BallotCast>(cast => cast.Audience is null
            ? [Group.WholeEdition.IdIn(cast.EditionId), Group.Of(cast.ActivityId).IdIn(cast.EditionId)]
            : [Group.Of(cast.ActivityId).IdIn(cast.EditionId)]);
        Identities<AnswersCounted>(counted => [.. counted.Groups.Select(count => count.Group.IdIn(counted.EditionId))]);
    }

    public override GroupResult? Evolve(GroupResult? snapshot, Guid id, IEvent e)
    {
        switch (e.Data)
        {
            case GroupsInvited invited:
                var size = invited.Groups.First(each => IsIt(each.Group, invited.EditionId));
                var before = Or(snapshot, invited.EditionId, size.Group);
                return before with { Invited = before.Invited + size.Invited };
            case BallotCast cast:
                var group = IsIt(Group.WholeEdition, cast.EditionId) ? Group.WholeEdition : Group.Of(cast.ActivityId);
                var result = Or(snapshot, cast.EditionId, group);
                return result with { Cast = result.Cast + 1 };
            case AnswersCounted counted:
                var count = counted.Groups.First(each => IsIt(each.Group, counted.EditionId));
                return Or(snapshot, counted.EditionId, count.Group).With(count);
            default:
                return snapshot;
        }

        // Its name tells as much as its id, which takes longer to make.
        bool IsIt(Group group, EditionId edition) => snapshot is null ? group.IdIn(edition) == id : group == snapshot.Group;
    }

    private static GroupResult Or(GroupResult? snapshot, EditionId edition, Group group) =>
        snapshot ?? new GroupResult { EditionId = edition.Value, Group = group };
}
