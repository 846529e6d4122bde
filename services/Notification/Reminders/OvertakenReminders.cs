using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>
/// Reminders, changes and invitations that were written and no longer hold. They leave the queue with the commit that overtakes them; those that a
/// worker is just at are looked at once more before each hand-over, see <see cref="StopsReminders"/>.
/// </summary>
public static class OvertakenReminders
{
    /// <summary>
    /// Which of these no longer hold: reminders, changes where nothing of what they tell concerns the person any longer, and invitations to a
    /// survey that was withdrawn.
    /// </summary>
    public static async Task<IReadOnlySet<Guid>> FindOvertakenAsync(
        this IDocumentSession session, IEnumerable<Notification> notifications, CancellationToken cancellationToken)
    {
        var all = notifications.ToList();
        var concerned = all.Where(notification => notification.Content() is ReminderContent or ReleaseContent).ToList();
        var invitations = all.Select(notification => (notification.Id, About: notification.Content() as SurveyContent)).Where(each => each.About is { IsOfActivity: true }).ToList();
        var withdrawn = invitations.Count == 0 ? [] : await session.LoadManyAsync<WithdrawnSurvey>(
            cancellationToken, invitations.Select(each => each.About!.ActivityId.Value).Distinct());
        var dead = invitations
            .Where(each => withdrawn.Any(survey => survey.Id == each.About!.ActivityId.Value && survey.Has(each.About.Survey)))
            .Select(each => each.Id)
            .ToHashSet();
        if (concerned.Count == 0)
        {
            return dead;
        }

        var reminders = concerned.Where(notification => notification.Content() is ReminderContent).ToList();
        var activities = reminders.Count == 0 ? [] : await session.LoadManyAsync<KnownActivity>(
            cancellationToken, reminders.Select(notification => notification.ActivityId!.Value.Value).Distinct());
        var registrations = await session.LoadManyAsync<KnownRegistration>(cancellationToken, concerned.SelectMany(RegistrationsOf).Distinct());
        return concerned.Where(IsOvertaken).Select(notification => notification.Id).Concat(dead).ToHashSet();

        bool IsOvertaken(Notification notification) => notification.Content() is ReminderContent about
            ? ReminderTimes.IsOvertaken(
                about.Reminder,
                activities.FirstOrDefault(activity => activity.Id == notification.ActivityId!.Value.Value),
                registrations.FirstOrDefault(registration => registration.Id == notification.RegistrationId!.Value.Value))
            : RegistrationsOf(notification).All(id => registrations.FirstOrDefault(registration => registration.Id == id) is { IsOver: true });

        static IEnumerable<Guid> RegistrationsOf(Notification notification) =>
            notification.Content() is ReleaseContent about
                ? about.Release.Changes.Select(change => change.Booking.RegistrationId.Value)
                : [notification.RegistrationId!.Value.Value];
    }

    /// <summary>The activities have other facts now: reminders of the old ones leave the queue. The caller holds them alone.</summary>
    public static async Task OvertakeRemindersAsync(
        this IDocumentSession session, IReadOnlyCollection<KnownActivity> activities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = activities.Select(known => (ActivityId?)known.Activity.Id).ToArray();
        var known = activities.ToDictionary(each => each.Activity.Id);
        var kinds = ReminderTimes.Kinds.ToArray();
        var written = await session.Query<Notification>()
            .Where(notification => notification.ActivityId.IsOneOf(ids)
                && notification.Kind.IsOneOf(kinds)
                && (notification.State == NotificationState.Composed || notification.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        var overtaken = written.Where(notification =>
            notification.Content() is ReminderContent about && ReminderTimes.IsOvertaken(about.Reminder, known[about.ActivityId]));
        await session.TakeBackAsync([.. overtaken.Select(notification => notification.Id)], now, cancellationToken);
    }
}
