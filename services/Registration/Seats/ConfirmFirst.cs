using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Abuse;
using BusinessFocus.Registration.Members;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Whether a registration waits until its address is confirmed. What staff and programs ask for, a visitor for themselves, and members'
/// addresses never wait, nor does an address that was confirmed in the edition before. The store is only asked where an address would
/// have to be confirmed else: the usual way costs no query.
/// </summary>
public sealed class ConfirmFirst(
    MemberDirectory members, EditionSettings editions, RecentRegistrations recent, AbuseLimits limits, ActivitySeatsCache cache, IDocumentStore store)
{
    /// <summary>By what was said and seen.</summary>
    public static bool IsNeeded(ConfirmAddress? ofActivity, ConfirmAddress? ofEdition, bool looksLikeAbuse) =>
        (ofActivity ?? ofEdition ?? ConfirmAddress.WhenSuspicious) switch
        {
            ConfirmAddress.Always => true,
            ConfirmAddress.Never => false,
            _ => looksLikeAbuse,
        };

    /// <summary>Whether nothing has to be confirmed, whatever was said and seen.</summary>
    public bool IsShown(HttpContext context, Booking booking) =>
        Asker.IsTrusted(context.User) || Asker.Is(context.User, booking.Person.Id) || members.HasAddress(booking.Person.Email);

    /// <param name="booking">One of those that are asked for; they are alike.</param>
    public async Task<bool> IsNeededAsync(
        HttpContext context, IReadOnlyList<ActivityId> activities, Booking booking, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (IsShown(context, booking))
        {
            return false;
        }

        var terms = new List<ActivityTerms>(activities.Count);
        foreach (var activity in activities)
        {
            // As it was known lately: what the decision is made on is read by the processor.
            var known = cache.TryGet(activity.Value)?.Seats.Facts ?? await ReadAsync(activity, cancellationToken);
            if (known is not null)
            {
                terms.Add(known);
            }
        }

        if (terms.Count == 0)
        {
            return false;
        }

        var (edition, domain) = (terms[0].EditionId, MailDomains.Of(booking.Person.Email));
        var seen = recent.Add(edition, booking.Person.Id, domain, booking.Seats * activities.Count, Caller.Of(context.Request), now);
        var looksLikeAbuse = SignsOfAbuse.Show(booking.Person.Name, domain, seen, limits);
        var asking = terms
            .Where(each => IsNeeded(each.Rules?.ConfirmAddress, editions.ConfirmAddressOf(each.EditionId), looksLikeAbuse))
            .Select(each => each.EditionId)
            .Distinct();
        foreach (var each in asking)
        {
            if (!await WasConfirmedAsync(each, booking.Person.Id, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<ActivityTerms?> ReadAsync(ActivityId activity, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return (await cache.ReadAsync(session, activity.Value, cancellationToken)).Seats.Facts;
    }

    private async Task<bool> WasConfirmedAsync(EditionId edition, ContactId contact, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<ConfirmedAddress>(ConfirmedAddress.IdOf(edition, contact), cancellationToken) is not null;
    }
}
