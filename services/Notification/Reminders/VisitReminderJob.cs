using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>It is time to remind of a visit. What was declined or moved meanwhile has no date any more, or another.</summary>
public sealed class VisitReminderJob(IDocumentSession session, NotificationRequests notifications, TimeProvider clock) : IScheduledJob
{
    public string Kind => VisitReminders.Name;

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        await session.HoldAsync([], [job.Subject], cancellationToken);
        if (await session.LoadAsync<KnownVisit>(job.Subject, cancellationToken) is not { Accepted: { } accepted } known)
        {
            return null;
        }

        session.Store(known with { Accepted = null });
        if (accepted.Visit.StartsAt <= clock.GetUtcNow())
        {
            // It ran late, as where the service was away: nobody needs it any more.
            return null;
        }

        await session.HoldAsync([accepted.Company.ContactId.Value, .. accepted.HostIds.Select(host => host.Value)], [], cancellationToken);
        var hosts = (await session.LoadManyAsync<KnownHost>(cancellationToken, accepted.HostIds.Select(host => host.Value))).ToDictionary(host => new HostId(host.Id));
        await notifications.RequestAsync(VisitReminders.Tell(job.Subject, accepted, hosts), cancellationToken);
        return null;
    }
}
