using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// An officer is in one conversation at a time, whichever way it is booked: of slots that overlap, one is taken. <see cref="SeatCommandProcessor"/> holds every
/// decision against it, in the commit that books.
/// </summary>
public static class OfficersTime
{
    /// <summary>Whether one person would have to be at both at the same time.</summary>
    public static bool IsShared(ActivitySeats one, ActivitySeats other) =>
        (one.Facts, other.Facts) is ({ Hosts: { } hosts } first, { Hosts: { } others, Phase: ActivityPhase.Open } second)
        && one.Id != other.Id
        && first.StartsAt < second.EndsAt
        && second.StartsAt < first.EndsAt
        && hosts.Intersect(others).Any();

    /// <summary>A slot takes its officer where somebody has booked it; any other activity does whoever comes.</summary>
    public static bool IsTaken(ActivitySeats seats) => !seats.Facts!.IsSlot || HasSomebody(seats);

    /// <summary>The slots that nobody had and somebody has by these decisions, as they are then.</summary>
    public static IReadOnlyList<ActivitySeats> TakenBy(IReadOnlyList<ActivitySeats> before, IReadOnlyList<ActivitySeats> after) =>
        [.. before.Zip(after).Where(each => each.Second.Facts is { IsSlot: true, Hosts.Count: > 0 } && !HasSomebody(each.First) && HasSomebody(each.Second)).Select(each => each.Second)];

    /// <param name="taken">As <see cref="TakenBy"/> has them.</param>
    /// <param name="others">The other slots as they are then.</param>
    /// <returns>Why not, with which slot and which officer; null where each officer is in one conversation.</returns>
    public static Refusal? RefusalOf(IReadOnlyList<ActivitySeats> taken, IReadOnlyList<ActivitySeats> others) =>
        taken.SelectMany(slot => others.Where(other => IsShared(slot, other) && HasSomebody(other)).Select(other => (slot, other))).FirstOrDefault() is ({ } wanted, { } elsewhere)
            ? new Refusal(SeatProblems.OfficerTaken, new Dictionary<string, object?>
            {
                ["activityId"] = wanted.ActivityId,
                ["hostId"] = wanted.Facts!.Hosts!.Intersect(elsewhere.Facts!.Hosts!).First(),
                ["takenBy"] = elsewhere.ActivityId,
            })
            : null;

    /// <summary>What else there is in their editions while they are on.</summary>
    internal static async Task<IReadOnlyList<ActivityEntry>> AtTheSameTimeAsync(
        this IQuerySession reads, IReadOnlyList<ActivitySeats> slots, CancellationToken cancellationToken)
    {
        var editions = slots.Select(slot => slot.Facts!.EditionId.Value).Distinct().ToArray();
        var (first, last) = (slots.Min(slot => slot.Facts!.StartsAt), slots.Max(slot => slot.Facts!.EndsAt));
        var entries = await reads.Query<ActivityEntry>()
            .Where(entry => editions.Contains(entry.Edition) && entry.EndsAt > first && entry.StartsAt < last)
            .ToListAsync(cancellationToken);
        return [.. entries.Where(entry => slots.Any(slot =>
            slot.ActivityId != entry.Id && slot.Facts!.EditionId.Value == entry.Edition && slot.Facts.StartsAt < entry.EndsAt && entry.StartsAt < slot.Facts.EndsAt))];
    }

    /// <summary>Whether it is one of their officers' other slots.</summary>
    internal static bool IsOfOfficersOf(this ActivityEntry entry, IReadOnlyList<ActivitySeats> slots) =>
        entry.Officers.Any(officer => slots.Any(slot => slot.Facts!.Hosts!.Contains(new HostId(officer))));

    private static bool HasSomebody(ActivitySeats seats) => seats.Facts is { IsSlot: true } && seats.Tally is { Confirmed: > 0 } or { Offered: > 0 } or { Held: > 0 };
}
