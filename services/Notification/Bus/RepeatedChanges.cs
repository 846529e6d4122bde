using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// The same registration changes again and again within minutes: the first change is told at once, and those after it by one letter when
/// they are over. Else whoever has somebody's link could fill their mailbox.
/// </summary>
public sealed class RepeatedChanges(IDocumentSession session, KnownFacts facts, TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private static readonly NotificationKind[] Kinds = [NotificationKind.Moved, NotificationKind.Resized];

    /// <summary>Takes back what waits to be told of earlier changes, in the session's commit. The caller holds the registration alone.</summary>
    /// <param name="registration">As it is known with this change.</param>
    /// <returns>What is to be told of all of them, and when it may go; null for at once.</returns>
    public async Task<(SeatsContent Content, DateTimeOffset? NotBefore)> MergeAsync(
        SeatsContent content, KnownRegistration registration, ContactId contact, CancellationToken cancellationToken)
    {
        if (!MayMerge(content, registration))
        {
            return (content, null);
        }

        var now = clock.GetUtcNow();
        var since = now - Window;
        var before = (content as MovedContent)?.From.RegistrationId ?? content.Booking.RegistrationId;
        var lately = (await session.Query<Notification>()
            .Where(notification => notification.ContactId == contact && notification.RequestedAt > since && notification.Kind.IsOneOf(Kinds))
            .ToListAsync(cancellationToken)).Where(notification => notification.RegistrationId == before).ToList();
        if (lately.Count == 0)
        {
            return (content, null);
        }

        var waiting = lately.Where(notification => notification.State is NotificationState.Composed or NotificationState.Deferred).Select(notification => notification.Id).ToList();
        var taken = await session.TakeBackAsync(waiting, now, cancellationToken);
        if (taken.Count == 0)
        {
            return (content, now + Window);
        }

        // The earliest of them knows where the recipient still is, and with how many seats.
        var untold = taken.Select(notification => (SeatsContent)notification.Content()).MinBy(about => about.Booking.Version)!;
        await TakeFromCalendarAsync(untold, contact, cancellationToken);
        var delayed = await session.DelayedUntilAsync(taken.Select(notification => notification.Id), cancellationToken);
        return (
            Merge(untold, content),
            Until(now, taken.Select(notification => (notification.RequestedAt, delayed.TryGetValue(notification.Id, out var until) ? until : (DateTimeOffset?)null))));
    }

    /// <summary>
    /// Changes come in any order: one that something newer is known of is told to nobody, so nothing may be told by it, least of all what
    /// is newer.
    /// </summary>
    /// <param name="registration">As it is known with this change.</param>
    public static bool MayMerge(SeatsContent content, KnownRegistration registration) =>
        content is MovedContent or ResizedContent && !Readiness.IsOvertaken(content, registration);

    /// <summary>Until when a change waits that tells others too: whoever changes it again and again does not put it off forever.</summary>
    /// <param name="untold">When each of the others was asked for, and until when it was delayed; null where it was not.</param>
    public static DateTimeOffset Until(DateTimeOffset now, IEnumerable<(DateTimeOffset RequestedAt, DateTimeOffset? DelayedUntil)> untold) =>
        untold.Select(each => each.DelayedUntil ?? each.RequestedAt + Window).Append(now + Window).Min();

    /// <param name="untold">What was not told.</param>
    public static SeatsContent Merge(SeatsContent untold, SeatsContent next) => (untold, next) switch
    {
        // Back where the recipient knows it to be: only the ticket and the link are others.
        (MovedContent first, MovedContent second) when first.From.ActivityId == second.ActivityId => second,
        (MovedContent first, MovedContent second) => second with { From = first.From },
        (MovedContent first, ResizedContent second) =>
            new MovedContent(second.ActivityId, second.Booking, first.From) { AtTheSameTime = second.AtTheSameTime },
        (ResizedContent first, ResizedContent second) => second with { SeatsBefore = first.SeatsBefore },
        _ => next,
    };

    /// <summary>The invitations that it brought were noted when it was written, and have reached nobody.</summary>
    private async Task TakeFromCalendarAsync(SeatsContent untold, ContactId contact, CancellationToken cancellationToken)
    {
        if (untold is not MovedContent moved)
        {
            return;
        }

        var (there, here) = (NotificationIds.Thread(contact, moved.ActivityId), NotificationIds.Thread(contact, moved.From.ActivityId));
        await session.HoldAsync([moved.From.ActivityId.Value], [there, here], cancellationToken);
        await facts.Want<CalendarEntry>(there, here).FetchAsync(cancellationToken);
        if (facts.Find<CalendarEntry>(there) is { } unsent)
        {
            facts.Learn(unsent with { IsInvited = false });
        }

        if (facts.Find<CalendarEntry>(here) is { } known)
        {
            facts.Learn(known with { IsInvited = true });
        }
    }
}
