using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Summaries;

/// <summary>Notifications of one kind about one activity.</summary>
/// <param name="FromActivityId">Where moved registrations came from.</param>
/// <param name="IsConfirmed">Whether they tell of seats.</param>
public sealed record BookingNotifications(NotificationKind Kind, ActivityId ActivityId, ActivityId? FromActivityId, bool IsConfirmed, int Count);

/// <summary>Who came and went in a day, counted in what they were told.</summary>
public static class BookingCount
{
    /// <summary>
    /// Who came and went, by activity. Who was moved came to one and left another; who did not take offered seats in time
    /// left. Activities with most that is new stand first.
    /// </summary>
    public static IReadOnlyList<ActivityFigures> ByActivity(
        IEnumerable<BookingNotifications> notifications, IReadOnlyDictionary<ActivityId, LocalizedText> titles) =>
        [.. notifications
            .SelectMany(Changes)
            .GroupBy(change => change.ActivityId)
            .Select(activity => new ActivityFigures(
                activity.Key,
                titles.GetValueOrDefault(activity.Key) ?? Unknown,
                activity.Sum(change => change.Confirmed),
                activity.Sum(change => change.Waiting),
                activity.Sum(change => change.Cancelled)))
            .OrderByDescending(activity => activity.Confirmed + activity.Waiting + activity.Cancelled)
            .ThenBy(activity => activity.Title.Sv, StringComparer.Ordinal)];

    private static readonly LocalizedText Unknown = new("En aktivitet som inte är känd än", "An activity that is not yet known");

    private static IEnumerable<ActivityFigures> Changes(BookingNotifications notifications)
    {
        var (activity, count) = (notifications.ActivityId, notifications.Count);
        switch (notifications.Kind)
        {
            case NotificationKind.Confirmation or NotificationKind.Promotion or NotificationKind.ChainBooked:
            case NotificationKind.Moved when notifications.IsConfirmed:
                yield return new(activity, Unknown, count, 0, 0);
                break;
            case NotificationKind.Waitlisted or NotificationKind.Moved:
                yield return new(activity, Unknown, 0, count, 0);
                break;
            case NotificationKind.Cancellation or NotificationKind.OfferExpired or NotificationKind.ChainCancelled:
                yield return new(activity, Unknown, 0, 0, count);
                break;
        }

        if (notifications.FromActivityId is { } from)
        {
            yield return new(from, Unknown, 0, 0, count);
        }
    }
}
