using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// An officer is in one place at a time, whichever way a conversation is booked: of slots that overlap, one is taken, and none while they host something else. <see cref="SeatCommandProcessor"/> holds every
/// decision against it, in the commit that books.
/// </summary>
public static class OfficersTime
{
    /// <summary>What its officer has at the same time, of what there is then; null where nothing keeps them.</summary>
    /// <param name="others">As <see cref="ElsewhereAsync(ActivitySeatsCache, IQuerySession, ActivitySeats, CancellationToken)"/> reads them; more of them does no harm.</param>
    public static ActivitySeats? InTheWay(ActivitySeats slot, IEnumerable<ActivitySeats> others) =>
        others.FirstOrDefault(other => IsTaken(other) && IsShared(slot, other));

    /// <summary>Whether one person would have to be at both at the same time.</summary>
    public static bool IsShared(ActivitySeats one, ActivitySeats other) =>
        (one.Facts, other.Facts) is ({ Hosts: { } hosts } first, { Hosts: { } others, Phase: ActivityPhase.Open } second)
        && one.Id != other.Id
        && first.StartsAt < second.EndsAt
        && second.StartsAt < first.EndsAt
        && hosts.Intersect(others).Any();

    /// <summary>A slot takes its officer where somebody has booked it; any other activity does whoever comes.</summary>
    public static bool IsTaken(ActivitySeats seats) => seats.Facts is not null and not { IsSlot: true } || HasSomebody(seats);

    /// <summary>Whether its officer would be taken by whoever booked it: it is a slot that nobody has.</summary>
    public static bool IsToTake(ActivitySeats seats) => seats.Facts is { IsSlot: true, Hosts.Count: > 0 } && !HasSomebody(seats);

    /// <summary>The slots that nobody had and somebody has by these decisions, as they are then.</summary>
    public static IReadOnlyList<ActivitySeats> TakenBy(IReadOnlyList<ActivitySeats> before, IReadOnlyList<ActivitySeats> after) =>
        [.. before.Zip(after).Where(each => each.Second.Facts is { IsSlot: true, Hosts.Count: > 0 } && !HasSomebody(each.First) && HasSomebody(each.Second)).Select(each => each.Second)];

    /// <summary>What took its hosts and does not by these decisions, as it was before.</summary>
    public static IReadOnlyList<ActivitySeats> FreedBy(IReadOnlyList<ActivitySeats> before, IReadOnlyList<ActivitySeats> after) =>
        [.. before.Zip(after).Where(each => TakesHosts(each.First) && !TakesHosts(each.Second)).Select(each => each.First)];

    /// <param name="taken">As <see cref="TakenBy"/> has them.</param>
    /// <param name="others">What else there is, as it is then.</param>
    /// <returns>Why not, with which slot and which officer; null where each officer is in one place.</returns>
    public static Refusal? RefusalOf(IReadOnlyList<ActivitySeats> taken, IReadOnlyList<ActivitySeats> others) =>
        taken.Select(slot => (slot, InTheWay(slot, others))).FirstOrDefault(each => each.Item2 is not null) is ({ } wanted, { } elsewhere)
            ? new Refusal(SeatProblems.OfficerTaken, new Dictionary<string, object?>
            {
                ["activityId"] = wanted.ActivityId,
                ["hostId"] = wanted.Facts!.Hosts!.Intersect(elsewhere.Facts!.Hosts!).First(),
                ["takenBy"] = elsewhere.ActivityId,
            })
            : null;

    /// <summary>What else the officers of these slots have in their editions while the slots are on: of the slots too, where they overlap.</summary>
    /// <remarks>Nobody else asks the store for it.</remarks>
    internal static async Task<IReadOnlyList<ActivityId>> ElsewhereAsync(
        this IQuerySession reads, IReadOnlyList<ActivitySeats> slots, CancellationToken cancellationToken)
    {
        var times = slots.Select(slot => slot.Facts).OfType<ActivityTerms>().Where(facts => facts.Hosts is { Count: > 0 }).ToList();
        if (times.Count == 0)
        {
            return [];
        }

        var editions = times.Select(facts => facts.EditionId.Value).Distinct().ToArray();
        var (first, last) = (times.Min(facts => facts.StartsAt), times.Max(facts => facts.EndsAt));
        var entries = await reads.Query<ActivityEntry>()
            .Where(entry => editions.Contains(entry.Edition) && entry.EndsAt > first && entry.StartsAt < last)
            .ToListAsync(cancellationToken);
        return [.. entries
            .Where(entry => slots.Any(slot => slot.ActivityId != entry.Id && slot.Facts is { Hosts.Count: > 0 } facts && entry.MayTakeSomebodyOf(facts)))
            .Select(entry => entry.Id)];
    }

    /// <summary>The same as it is stored now.</summary>
    internal static async Task<IReadOnlyList<ActivitySeats>> ElsewhereAsync(
        this ActivitySeatsCache cache, IQuerySession reads, ActivitySeats slot, CancellationToken cancellationToken)
    {
        var others = new List<ActivitySeats>();
        foreach (var id in await reads.ElsewhereAsync([slot], cancellationToken))
        {
            others.Add((await cache.ReadAsync(reads, id.Value, cancellationToken)).Seats);
        }

        return others;
    }

    private static bool TakesHosts(ActivitySeats seats) => seats.Facts is { Phase: ActivityPhase.Open, Hosts.Count: > 0 } && IsTaken(seats);

    /// <summary>As far as it was noted whom it takes.</summary>
    private static bool MayTakeSomebodyOf(this ActivityEntry entry, ActivityTerms slot) =>
        entry.Edition == slot.EditionId.Value
        && slot.StartsAt < entry.EndsAt
        && entry.StartsAt < slot.EndsAt
        && (entry.Hosts is not { } hosts || slot.Hosts!.Any(host => hosts.Contains(host.Value)));

    private static bool HasSomebody(ActivitySeats seats) => seats.Facts is { IsSlot: true } && seats.Tally is { Confirmed: > 0 } or { Offered: > 0 } or { Held: > 0 };
}
