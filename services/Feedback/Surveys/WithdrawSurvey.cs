using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>
/// An activity that was said to have taken place has not: its survey is closed, its links open nothing, and everybody is invited anew
/// when it has. Where somebody has answered in that moment, the survey stays open: what was said is not thrown away.
/// </summary>
public static class WithdrawSurvey
{
    /// <summary>Whether these news of an activity take back that it has taken place.</summary>
    public static bool IsTakenBack(Survey survey, SurveyedActivity facts) =>
        survey is { Facts.IsCompleted: true } && !facts.IsCompleted && facts.SourceVersion > survey.Facts.SourceVersion;

    /// <param name="history">All of the survey's events.</param>
    public static Decision Decide(Survey survey, ActivityId activity, SurveyedActivity facts, IEnumerable<object> history, DateTimeOffset now)
    {
        var heard = new ActivityHeardOf(facts);
        if (survey is not { ClosesAt: { } closesAt, FrozenVersion: null })
        {
            return Decision.Of(heard);
        }

        var since = SinceLast(history);
        var invited = since.OfType<AttendeeWasInvited>().ToList();
        var groups = since.OfType<GroupsInvited>()
            .SelectMany(each => each.Groups)
            .GroupBy(size => size.Group)
            .Select(group => new GroupSize(group.Key, -group.Sum(size => size.Invited)))
            .ToList();
        List<object> events =
        [
            heard,
            new SurveyWasWithdrawn(
                Invite.SurveyOf(activity), activity, facts.EditionId, invited.Select(each => each.ClosesAt).Append(closesAt).Max(), now),
        ];
        if (groups.Count > 0)
        {
            events.Add(new GroupsInvited(facts.EditionId, groups));
        }

        return Decision.Of(events);
    }

    /// <summary>What happened since the survey was withdrawn; all of it where it never was.</summary>
    public static IReadOnlyList<object> SinceLast(IEnumerable<object> history)
    {
        var since = new List<object>();
        foreach (var @event in history)
        {
            if (@event is SurveyWasWithdrawn)
            {
                since.Clear();
                continue;
            }

            since.Add(@event);
        }

        return since;
    }
}
