using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>Writes a calendar part of a letter; see <see cref="Invitation"/>.</summary>
public delegate string WriteInvitation(
    string method, ActivityState activity, Recipient recipient, Sender sender, int sequence, string? manageLink, DateTimeOffset now);

/// <summary>What a letter brings to the recipient's calendar, or takes away from it.</summary>
/// <param name="Entries">The lines in the recipient's calendar that it changes, as they are after it.</param>
/// <param name="LeftOut">Each that could not be written, and why: the letter is worth more than its calendar part, and says that it lacks.</param>
public sealed record CalendarParts(
    IReadOnlyList<CalendarPart> Parts, IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<(string Method, string Why)> LeftOut)
{
    /// <param name="activities">Each that the notification names.</param>
    /// <param name="calendar">What the recipient has in the calendar of them, by its id.</param>
    public static CalendarParts Of(
        Notification notification,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        Sender sender,
        WriteInvitation invitation,
        DateTimeOffset now)
    {
        var parts = new List<CalendarPart>();
        var entries = new List<CalendarEntry>();
        var leftOut = new List<(string, string)>();
        switch (notification.Content())
        {
            case SeatsContent { Booking.IsConfirmed: true } seats when seats
                is ResizedContent
                or RegistrationContent { Kind: NotificationKind.Confirmation or NotificationKind.Promotion }:
                Add(Invitation.Request, seats.ActivityId, seats.Booking, isItself: true);
                break;
            case VisitContent { Visit: { ActivityId: { } visited } visit } about when VisitInvitation.StatusOf(about) is { } status:
                AddVisit(status, visit, visited, sender.VisitLink(visit));
                break;
            case DelegationContent { Visit: { ActivityId: { } visited, StartsAt: not null } visit, News: not DelegationNews.ComesUp } about:
                AddVisit(VisitInvitation.StatusOf(about.News), visit, visited, link: null);
                break;
            case MovedContent moved:
                if (moved.Booking.IsConfirmed)
                {
                    Add(Invitation.Request, moved.ActivityId, moved.Booking, isItself: true);
                }

                Add(Invitation.Cancel, moved.From.ActivityId, null, isItself: !moved.Booking.IsConfirmed);
                break;
            case CancellationContent cancellation:
                Add(Invitation.Cancel, cancellation.ActivityId, null, isItself: true);
                break;
            case ChainContent chain:
                AddChain(chain);
                break;
            case HostContent host:
                // The activity's own words, and nothing of who comes or what about.
                Add(host.Kind == NotificationKind.HostFreed ? Invitation.Cancel : Invitation.Request, host.ActivityId, null, isItself: true);
                break;
            case HostDigestContent { Day.Changes: var changes }:
                foreach (var change in changes)
                {
                    // As of a release: several come as files to open.
                    Add(change.Kind == NotificationKind.HostFreed ? Invitation.Cancel : Invitation.Request, change.ActivityId, null, isItself: changes.Count == 1);
                }

                break;
            case ReleaseContent { Release: var release }:
                var confirmed = release.Changes.Where(change => change.Booking.IsConfirmed).ToList();
                foreach (var change in confirmed)
                {
                    // A message can be one event's invitation only; several come as files to open.
                    Add(Invitation.Request, change.ActivityId, change.Booking, isItself: confirmed.Count == 1);
                }

                break;
        }

        return new CalendarParts(parts, entries, leftOut);

        void Add(string method, ActivityId activityId, BookedSeats? booking, bool isItself)
        {
            var thread = NotificationIds.Thread(notification.ContactId, activityId);
            var known = calendar.GetValueOrDefault(thread);
            if (method == Invitation.Cancel && known is not { IsInvited: true })
            {
                // They waited in line: there is nothing in their calendar to take away.
                return;
            }

            var activity = activities[activityId].Activity;
            var entry = CalendarEntry.Next(known, thread, activity.CalendarSequence, method == Invitation.Request);
            Write(method, entry, isItself, () => invitation(
                method, activity, notification.Recipient, sender, entry.Sequence, booking is null ? null : sender.ManageLink(booking), now));
        }

        void AddChain(ChainContent about)
        {
            var isBooked = about is ChainBookedContent;
            var changed = about.Chain.Places
                .Select(place => (Place: place, Id: NotificationIds.Thread(notification.ContactId, place.ActivityId), activities[place.ActivityId].Activity))
                .Select(each => (each.Place, each.Activity, each.Id, Known: calendar.GetValueOrDefault(each.Id)))
                .Where(each => isBooked || each.Known is { IsInvited: true })
                .Select(each => (each.Place, each.Activity, Entry: CalendarEntry.Next(each.Known, each.Id, each.Activity.CalendarSequence, isBooked)))
                .ToList();
            if (changed.Count == 0)
            {
                return;
            }

            try
            {
                var text = Invitation.WriteSeveral(
                    isBooked,
                    changed.Select(each => (each.Activity, each.Entry.Sequence, isBooked ? sender.ManageLink(each.Place.RegistrationId, each.Place.ManageToken) : null)),
                    notification.Recipient.Language,
                    new CalendarUser(sender.Name, sender.Address),
                    now);
                parts.Add(new CalendarPart(Invitation.Publish, text, IsItself: false));
                entries.AddRange(changed.Select(each => each.Entry));
            }
            catch (Exception fault)
            {
                leftOut.Add((isBooked ? Invitation.Request : Invitation.Cancel, ComposingFault.ReasonOf(fault)));
            }
        }

        void AddVisit(CalendarStatus status, VisitDetails visit, ActivityId visited, string? link)
        {
            var method = status == CalendarStatus.Cancelled ? Invitation.Cancel : Invitation.Request;
            var thread = NotificationIds.Thread(notification.ContactId, visited);
            var known = calendar.GetValueOrDefault(thread);
            if (method == Invitation.Cancel && known is not { IsInvited: true })
            {
                return;
            }

            var entry = CalendarEntry.Next(known, thread, activitySequence: 0, method == Invitation.Request);
            Write(method, entry, isItself: true, () => VisitInvitation.Write(
                status, visit, visited, notification.Recipient, new CalendarUser(sender.Name, sender.Address), entry.Sequence, link, now));
        }

        void Write(string method, CalendarEntry entry, bool isItself, Func<string> write)
        {
            try
            {
                var text = write();
                parts.Add(new CalendarPart(method, text, isItself));
                entries.Add(entry);
            }
            catch (Exception fault)
            {
                leftOut.Add((method, ComposingFault.ReasonOf(fault)));
            }
        }
    }
}
