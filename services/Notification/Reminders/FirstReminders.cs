using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>
/// Sets the dates of activities that were heard of before there were reminders. A date that lies ahead is there until it comes,
/// or the activity is cancelled: where a released one has none, none was ever set.
/// </summary>
public sealed class FirstReminders(IDocumentStore store, TimeProvider clock) : IStartupTask
{
    /// <summary>Activities at a time: their news waits meanwhile.</summary>
    private const int PageSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var page in (await WithoutAsync(cancellationToken)).Chunk(PageSize))
        {
            await SetAsync(page, cancellationToken);
        }
    }

    /// <summary>Two small questions, which is all where nothing is to be done.</summary>
    private async Task<IReadOnlyList<Guid>> WithoutAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var reads = store.QuerySession();
        var ahead = await reads.Query<KnownActivity>()
            .Where(known => known.Activity.StartsAt > now)
            .Select(known => new { known.Id, known.Activity.StartsAt, known.Activity.Status })
            .ToListAsync(cancellationToken);
        var set = (await reads.ReadJobsAsync([.. ReminderTimes.Kinds.Select(ReminderDates.NameOf)], cancellationToken))
            .Select(date => (date.Kind, date.Subject))
            .ToHashSet();
        return [.. ahead
            .Where(activity => ReminderTimes.Decide(activity.Status, activity.StartsAt, now)
                .Any(reminder => reminder.At is not null && !set.Contains((ReminderDates.NameOf(reminder.Kind), activity.Id))))
            .Select(activity => activity.Id)];
    }

    private async Task SetAsync(IReadOnlyCollection<Guid> activities, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        await session.HoldRemindersAsync(activities, cancellationToken);
        await session.HoldAsync(shared: activities, alone: [], cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var known in await session.LoadManyAsync<KnownActivity>(cancellationToken, activities))
        {
            foreach (var reminder in ReminderTimes.Decide(known.Activity.Status, known.Activity.StartsAt, now))
            {
                if (reminder.At is { } at)
                {
                    session.ScheduleFirstJob(ReminderDates.NameOf(reminder.Kind), known.Id, at);
                }
            }
        }

        await session.SaveChangesAsync(cancellationToken);
    }
}
