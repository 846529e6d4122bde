using BusinessFocus.Contracts;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Reminders;

/// <summary>
/// Reminders, changes and invitations that were written and no longer hold. They leave the line with the commit that overtakes them; those that a
/// worker is just at are looked at once more before each hand-over, see <see cref="StopsReminders"/>.
/// </summary>
public static class OvertakenReminders
{
    /// <summary>
    /// Which of these no longer hold: reminders, changes where nothing of what they tell concerns the person any longer, and invitations to a
    /// survey that was withdrawn.
    /// </summary>
    public static async Task<IReadOnlySet<Guid>> FindOvertakenAsync(
        this IDocumentSession session, IEnumerable<Notice> notices, CancellationToken cancellationToken)
    {
        var all = notices.ToList();
        var concerned = all.Where(notice => notice.Content() is ReminderContent or ReleaseContent).ToList();
        var invitations = all.Select(notice => (notice.Id, About: notice.Content() as SurveyContent)).Where(each => each.About is not null).ToList();
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

        var reminders = concerned.Where(notice => notice.Content() is ReminderContent).ToList();
        var activities = reminders.Count == 0 ? [] : await session.LoadManyAsync<KnownActivity>(
            cancellationToken, reminders.Select(notice => notice.ActivityId!.Value.Value).Distinct());
        var registrations = await session.LoadManyAsync<KnownRegistration>(cancellationToken, concerned.SelectMany(RegistrationsOf).Distinct());
        return concerned.Where(IsOvertaken).Select(notice => notice.Id).Concat(dead).ToHashSet();

        bool IsOvertaken(Notice notice) => notice.Content() is ReminderContent about
            ? ReminderTimes.IsOvertaken(
                about.Reminder,
                activities.FirstOrDefault(activity => activity.Id == notice.ActivityId!.Value.Value),
                registrations.FirstOrDefault(registration => registration.Id == notice.RegistrationId!.Value.Value))
            : RegistrationsOf(notice).All(id => registrations.FirstOrDefault(registration => registration.Id == id) is { IsOver: true });

        static IEnumerable<Guid> RegistrationsOf(Notice notice) =>
            notice.Content() is ReleaseContent about
                ? about.Release.Changes.Select(change => change.Booking.RegistrationId.Value)
                : [notice.RegistrationId!.Value.Value];
    }

    /// <summary>The activities have other facts now: what reminds of the old ones leaves the line. The caller holds them alone.</summary>
    public static async Task OvertakeRemindersAsync(
        this IDocumentSession session, IReadOnlyCollection<KnownActivity> activities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = activities.Select(known => (ActivityId?)known.Activity.Id).ToArray();
        var known = activities.ToDictionary(each => each.Activity.Id);
        var kinds = ReminderTimes.Kinds.ToArray();
        var written = await session.Query<Notice>()
            .Where(notice => notice.ActivityId.IsOneOf(ids)
                && notice.Kind.IsOneOf(kinds)
                && (notice.State == NotificationState.Composed || notice.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        var overtaken = written.Where(notice =>
            notice.Content() is ReminderContent about && ReminderTimes.IsOvertaken(about.Reminder, known[about.ActivityId]));
        await session.TakeBackAsync([.. overtaken.Select(notice => notice.Id)], now, cancellationToken);
    }
}
