using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.OpenHouse;

/// <summary>A free slot that a chain can be made of.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Venue">Null where it is nowhere in particular.</param>
/// <param name="Stop">Which of the stops, from 0.</param>
public sealed record FreeSlot(ActivityId ActivityId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, VenueId? Venue, int Stop);

/// <summary>
/// One errand at several authorities: a slot at each, after each other in whatever order is shortest, with time to walk between them. Of chains
/// that begin with the same slot only the one that ends first is of use, so for each beginning it is enough to know, for what is done so far and
/// where one is then, how early that can be.
/// </summary>
public static class Chains
{
    /// <param name="stops">The free slots of each stop, 2 to 4 stops.</param>
    /// <param name="walk">How long the way between two slots takes.</param>
    /// <param name="most">How many chains at most.</param>
    /// <returns>Each in the order of its times; the shortest first, then the earliest. None where one of the stops cannot be reached.</returns>
    public static IReadOnlyList<IReadOnlyList<FreeSlot>> Find(
        IReadOnlyList<IReadOnlyList<FreeSlot>> stops, Func<VenueId?, VenueId?, TimeSpan> walk, int most)
    {
        var places = stops.SelectMany(slots => slots.Select(slot => slot.Venue)).Distinct().ToList();
        var ways = places.Select(from => places.Select(to => walk(from, to)).ToArray()).ToArray();

        // Officers side by side are the same for this: one slot of each time and place is enough.
        var slotsAt = stops.Select(slots => places
            .Select(place => slots
                .Where(slot => slot.Venue == place)
                .OrderBy(slot => slot.StartsAt)
                .ThenBy(slot => slot.EndsAt)
                .ThenBy(slot => slot.ActivityId.Value)
                .DistinctBy(slot => (slot.StartsAt, slot.EndsAt))
                .ToArray())
            .ToArray()).ToArray();
        var soonest = slotsAt.Select(at => at.Select(EndingFirst).ToArray()).ToArray();
        var beginnings = slotsAt
            .SelectMany((at, stop) => at.SelectMany((slots, place) => slots.Select(slot => (Slot: slot, Stop: stop, Place: place))))
            .OrderBy(beginning => beginning.Slot.StartsAt)
            .ThenBy(beginning => beginning.Slot.ActivityId.Value);

        // By length; of the same length the earlier one was there first. What is no shorter than all of them is not gone on with.
        var best = new List<FreeSlot[]>();
        foreach (var (first, stop, place) in beginnings)
        {
            var limit = best.Count < most ? DateTimeOffset.MaxValue : first.StartsAt + LengthOf(best[^1]);
            if (From(first, stop, place, limit) is { } chain)
            {
                var longer = best.FindIndex(known => LengthOf(known) > LengthOf(chain));
                best.Insert(longer < 0 ? best.Count : longer, chain);
                if (best.Count > most)
                {
                    best.RemoveAt(most);
                }
            }
        }

        return best;

        FreeSlot[]? From(FreeSlot first, int firstStop, int firstPlace, DateTimeOffset limit)
        {
            var all = (1 << stops.Count) - 1;
            var reached = new Step?[all + 1, places.Count];
            reached[1 << firstStop, firstPlace] = new Step(first, null);

            // A set with one more stop has a larger number: each is complete before it is gone on from.
            for (var done = 1 << firstStop; done < all; done++)
            {
                for (var at = 0; at < places.Count; at++)
                {
                    if (reached[done, at] is { } step)
                    {
                        GoOn(reached, done, at, step, limit);
                    }
                }
            }

            return Enumerable.Range(0, places.Count).Select(place => reached[all, place]).OfType<Step>().MinBy(step => step.Slot.EndsAt)?.ToChain(stops.Count);
        }

        void GoOn(Step?[,] reached, int done, int at, Step step, DateTimeOffset limit)
        {
            for (var stop = 0; stop < stops.Count; stop++)
            {
                if ((done & (1 << stop)) != 0)
                {
                    continue;
                }

                for (var place = 0; place < places.Count; place++)
                {
                    if (Next(stop, place, step.Slot.EndsAt + ways[at][place]) is { } next
                        && next.EndsAt < limit
                        && (reached[done | (1 << stop), place] is not { } known || next.EndsAt < known.Slot.EndsAt))
                    {
                        reached[done | (1 << stop), place] = new Step(next, step);
                    }
                }
            }
        }

        FreeSlot? Next(int stop, int place, DateTimeOffset notBefore)
        {
            var (slots, low) = (slotsAt[stop][place], 0);
            for (var high = slots.Length; low < high;)
            {
                var middle = (low + high) / 2;
                (low, high) = slots[middle].StartsAt < notBefore ? (middle + 1, high) : (low, middle);
            }

            return low < slots.Length ? soonest[stop][place][low] : null;
        }
    }

    private static TimeSpan LengthOf(FreeSlot[] chain) => chain[^1].EndsAt - chain[0].StartsAt;

    /// <summary>Of each slot and all after it, the one that ends first.</summary>
    private static FreeSlot[] EndingFirst(FreeSlot[] slots)
    {
        var first = (FreeSlot[])slots.Clone();
        for (var i = slots.Length - 2; i >= 0; i--)
        {
            first[i] = first[i + 1].EndsAt < slots[i].EndsAt ? first[i + 1] : slots[i];
        }

        return first;
    }

    private sealed record Step(FreeSlot Slot, Step? Before)
    {
        public FreeSlot[] ToChain(int length)
        {
            var chain = new FreeSlot[length];
            var step = this;
            for (var i = length - 1; step is not null; i--)
            {
                (chain[i], step) = (step.Slot, step.Before);
            }

            return chain;
        }
    }
}
