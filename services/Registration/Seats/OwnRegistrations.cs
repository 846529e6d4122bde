using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>A registration of an address, with the activity that it is for.</summary>
public sealed record OwnAllocation(ActivitySeats Seats, Allocation Allocation)
{
    public ActivityTerms Activity => Seats.Facts!;

    /// <summary>Whether its owner still has something to come to, or to wait for.</summary>
    public bool IsToCome(DateTimeOffset now) => Allocation.Status != AllocationStatus.Ended && now < Activity.EndsAt;
}

/// <summary>All that is registered for an address, and who may see it.</summary>
public static class OwnRegistrations
{
    /// <returns>The ended ones too; not what is only kept until the address is confirmed, nor what was forgotten.</returns>
    public static async Task<IReadOnlyList<OwnAllocation>> OwnOfAsync(
        this ActivitySeatsCache cache, IQuerySession reads, ContactId contact, CancellationToken cancellationToken)
    {
        Guid? person = contact.Value;
        var entries = await reads.Query<RegistrationEntry>().Where(entry => entry.Contact == person).ToListAsync(cancellationToken);
        var own = new List<OwnAllocation>(entries.Count);
        foreach (var activity in entries.GroupBy(entry => entry.ActivityId, entry => entry.Id))
        {
            var (seats, _) = await cache.ReadAsync(reads, activity.Key.Value, cancellationToken);
            own.AddRange(activity
                .Select(id => seats.Allocations.GetValueOrDefault(id))
                .OfType<Allocation>()
                .Where(allocation => allocation is { Status: not AllocationStatus.Held, Booking.IsForgotten: false })
                .Select(allocation => new OwnAllocation(seats, allocation)));
        }

        return own;
    }

    /// <summary>Whose list it is: by the mailed link, or of a visitor who is signed in; null for nobody.</summary>
    public static ContactId? WhoseList(HttpContext context, RegistrationKeys keys) => OwnToken.Read(context.Request.ManageToken(), keys) ?? SignedIn(context);

    /// <summary>The same of a calendar, whose link opens nothing else.</summary>
    public static ContactId? WhoseCalendar(HttpContext context, RegistrationKeys keys) =>
        OwnToken.ReadForCalendar(context.Request.ManageToken(), keys) ?? SignedIn(context);

    /// <summary>A visitor whose token names no address has nothing.</summary>
    private static ContactId? SignedIn(HttpContext context) =>
        context.User.IsInRole(Roles.Visitor)
            ? Asker.VisitorOf(context.User) ?? default(ContactId)
            : null;
}
