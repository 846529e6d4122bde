using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>An edition's activities as they are stored now.</summary>
public sealed record EditionSeats(EditionId Id, IReadOnlyList<ActivitySeats> Activities);

/// <summary>
/// Counts who took part, from the same states that the door decides on: so the sum of an edition is the sum of its check-ins at any time, whatever was
/// undone, moved or repeated.
/// </summary>
/// <param name="sizeOf">How large a company is, as the members' lists have it now.</param>
/// <param name="associationsOf">Which associations have a company in their lists now.</param>
public sealed class CountParticipation(Func<string?, CompanySize?> sizeOf, Func<string, IEnumerable<string>> associationsOf, DateTimeOffset now)
{
    /// <param name="editions">The edition itself last, the earlier ones of the same municipality before it in their order.</param>
    public ParticipationView Of(IReadOnlyList<EditionSeats> editions)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edition in editions.SkipLast(2))
        {
            known.UnionWith(CompaniesThatCame(edition));
        }

        var last = editions.Count > 1 ? editions[^2] : null;
        var before = last is null ? null : Count(last, [.. known]);
        if (last is not null)
        {
            known.UnionWith(CompaniesThatCame(last));
        }

        // Who came last time and stays away now shows too.
        var counted = Count(editions[^1], known);
        return new ParticipationView(
            editions[^1].Id,
            last?.Id,
            [.. counted.Keys.Union(before is null ? [] : before.Keys).OrderBy(key => key.By).ThenBy(key => key.Group, StringComparer.Ordinal)
                .Select(key => new ParticipationRow(
                    key.By, key.Group, (counted.GetValueOrDefault(key) ?? new Counted([])).Figures(), before?.GetValueOrDefault(key)?.Figures()))]);
    }

    private static IEnumerable<string> CompaniesThatCame(EditionSeats edition) =>
        Confirmed(edition).Where(each => each.Allocation.Came > 0).Select(each => each.Allocation.Booking.Company?.Key).OfType<string>();

    private static IEnumerable<(ActivitySeats Seats, Allocation Allocation)> Confirmed(EditionSeats edition) =>
        edition.Activities.SelectMany(seats => seats.Allocations.Values.Where(each => each.Status == AllocationStatus.Confirmed).Select(each => (seats, each)));

    private Dictionary<(ParticipationBy By, string? Group), Counted> Count(EditionSeats edition, HashSet<string> known)
    {
        var total = new Counted(known);
        var all = new Dictionary<(ParticipationBy By, string? Group), Counted> { [(ParticipationBy.Total, null)] = total };
        foreach (var (seats, allocation) in Confirmed(edition))
        {
            var (facts, booking) = (seats.Facts!, allocation.Booking);
            var hasEnded = facts.Phase == ActivityPhase.Completed || facts.EndsAt <= now;
            Add(total);
            if (facts.Kind is { } kind)
            {
                Add(GroupOf(ParticipationBy.Kind, NameOf(kind)));
            }

            var size = allocation.CompanySize ?? sizeOf(booking.Company?.Key);
            Add(GroupOf(ParticipationBy.Size, size is { } told ? NameOf(told) : "unknown"));
            Add(GroupOf(ParticipationBy.Membership, booking.IsMember ? "member" : "notMember"));
            foreach (var association in booking.Company?.Key is { } company ? associationsOf(company) : [])
            {
                Add(GroupOf(ParticipationBy.Association, association));
            }

            void Add(Counted counted) => counted.Add(seats, allocation, hasEnded);
        }

        return all;

        Counted GroupOf(ParticipationBy by, string group) =>
            all.TryGetValue((by, group), out var counted) ? counted : all[(by, group)] = new Counted(known);
    }

    private static string NameOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <param name="known">The companies that came to earlier editions.</param>
    private sealed class Counted(HashSet<string> known)
    {
        private readonly HashSet<string> companies = new(StringComparer.Ordinal);
        private readonly HashSet<string> companiesThatCame = new(StringComparer.Ordinal);
        private readonly HashSet<Guid> visits = [];
        private readonly HashSet<Guid> conversations = [];
        private int registrations;
        private int taken;
        private int came;
        private int walkIns;
        private int didNotCome;

        public void Add(ActivitySeats seats, Allocation allocation, bool hasEnded)
        {
            registrations++;
            taken += allocation.Booking.Seats;
            came += allocation.Came;
            walkIns += allocation.IsWalkIn ? allocation.Came : 0;
            didNotCome += hasEnded ? allocation.Booking.Seats - allocation.Came : 0;
            if (allocation.Booking.Company?.Key is { } company)
            {
                companies.Add(company);
                if (allocation.Came > 0)
                {
                    companiesThatCame.Add(company);
                }
            }

            if (allocation.Came > 0 && seats.Facts!.Kind is ActivityKind.CompanyVisit or ActivityKind.OpenHouse)
            {
                (seats.Facts!.IsSlot ? conversations : visits).Add(seats.Id);
            }
        }

        public ParticipationFigures Figures() => new(
            registrations,
            taken,
            came,
            walkIns,
            didNotCome,
            taken - came - didNotCome,
            companies.Count,
            companiesThatCame.Count,
            companiesThatCame.Count(company => !known.Contains(company)),
            visits.Count,
            conversations.Count);
    }
}
