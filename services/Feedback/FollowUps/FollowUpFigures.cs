using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Areas;
using Marten;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>
/// How many questions were answered, and in time. A case that was asked again counts by its last round: the answer that was
/// none does not count. Opened is in time, late, open and closed unanswered together.
/// </summary>
/// <param name="Opened">All cases that were asked for.</param>
/// <param name="AnsweredInTime">Answered by the time that was promised, or where none was.</param>
/// <param name="AnsweredLate">Answered after the time that was promised.</param>
/// <param name="Open">Not answered yet; the overdue among them.</param>
/// <param name="Overdue">Not answered, though it should have been by now.</param>
/// <param name="ClosedUnanswered">Needed no answer, or nobody is left to be answered.</param>
/// <param name="AnsweredInTimeShare">Percent of what was answered or should have been by now, one decimal; left out where that is fewer than seven.</param>
public sealed record FollowUpFigures(
    int Opened, int AnsweredInTime, int AnsweredLate, int Open, int Overdue, int ClosedUnanswered, double? AnsweredInTimeShare)
{
    public static FollowUpFigures Of(IReadOnlyCollection<FollowUp> followUps, DateTimeOffset now)
    {
        var answered = followUps.Where(each => each.AnsweredAt is not null).ToList();
        var late = answered.Count(each => each.AnsweredAt > each.DueAt);
        var open = followUps.Count(each => each.IsWaiting);
        var overdue = followUps.Count(each => each.IsWaiting && now > each.DueAt);
        var (inTime, counted) = (answered.Count - late, answered.Count + overdue);
        return new FollowUpFigures(
            followUps.Count,
            inTime,
            late,
            open,
            overdue,
            followUps.Count - answered.Count - open,
            counted < Threshold.Fewest ? null : Math.Round(100.0 * inTime / counted, 1, MidpointRounding.AwayFromZero));
    }
}

/// <summary>What became of the cases that an area has.</summary>
/// <param name="Key">The area that has the cases now.</param>
/// <param name="Name">What people call the area.</param>
/// <param name="Figures">Its cases of the edition.</param>
public sealed record AreaFollowUps(string Key, LocalizedText Name, FollowUpFigures Figures);

/// <summary>An edition's follow-ups, together and by area.</summary>
/// <param name="Total">All cases of the edition.</param>
/// <param name="Areas">By area, the business office first: those that have any.</param>
public sealed record EditionFollowUps(FollowUpFigures Total, IReadOnlyList<AreaFollowUps> Areas)
{
    public static EditionFollowUps Of(IReadOnlyCollection<FollowUp> followUps, KnownAreas areas, DateTimeOffset now)
    {
        var byArea = followUps.ToLookup(each => each.Area);
        return new EditionFollowUps(
            FollowUpFigures.Of(followUps, now),
            [.. areas.All.Where(area => byArea.Contains(area.Key)).Select(area =>
                new AreaFollowUps(area.Key, area.Name, FollowUpFigures.Of(byArea[area.Key].ToList(), now)))]);
    }

    public static async Task<EditionFollowUps> ReadAsync(IQuerySession reads, EditionId edition, DateTimeOffset now, CancellationToken cancellationToken) => Of(
        await reads.Query<FollowUp>().Where(each => each.EditionId == edition).ToListAsync(cancellationToken),
        await KnownAreas.ReadAsync(reads, cancellationToken),
        now);
}
