using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Reminders;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What all messages about an activity have in common: the newest version is kept, and what waited for it is written.</summary>
public sealed class Activities(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, HostNotifications hosts, TimeProvider clock)
{
    /// <param name="news">Activities, each with why it was cancelled (null otherwise).</param>
    public async Task LearnAsync(IReadOnlyCollection<(ActivityState Activity, string? Reason)> news, CancellationToken cancellationToken)
    {
        var ids = news.Select(each => each.Activity.Id.Value).ToList();
        await session.HoldRemindersAsync(ids, cancellationToken);
        await session.HoldAsync([], ids, cancellationToken);
        await facts.Want<KnownActivity>(ids).FetchAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var learnt = new List<(KnownActivity? Before, KnownActivity After)>();
        foreach (var (activity, reason) in news)
        {
            var before = facts.Find<KnownActivity>(activity.Id.Value);
            if (KnownActivity.Learn(before, activity, reason) is { } after)
            {
                facts.Learn(after);
                session.SetReminders(activity.Id, ReminderTimes.Decide(before?.Activity, activity, now));
                learnt.Add((before, after));
            }
        }

        if (learnt.Count > 0)
        {
            await hosts.OnActivitiesAsync(learnt, cancellationToken);
            var known = learnt.Select(each => each.After).ToList();
            await session.OvertakeRemindersAsync(known, now, cancellationToken);
            await notifications.WriteThoseWaitingForAsync(known.Select(each => each.Activity.Id).ToList(), cancellationToken);
        }
    }
}
