using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using UUIDNext;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>The day before a visit, at the same time of day: the company is reminded, and each host of the delegation.</summary>
public static class VisitReminders
{
    /// <summary>The due date's; its subject is the request for the visit.</summary>
    public const string Name = "visit-reminder";

    /// <summary>What is to be reminded of after this news; null for nothing, also where the day before has begun: the news itself tells it.</summary>
    public static AcceptedVisit? Decide(VisitState visit, VisitContent content, DateTimeOffset now) =>
        content.Visit is { StartsAt: { } startsAt } details
        && (content.Kind == NotificationKind.VisitChange || details.Decision == VisitDecision.Accepted)
        && At(startsAt) > now
            ? new AcceptedVisit(Recipient.Of(visit.Contact), details.ForReminder(), visit.HostIds ?? [])
            : null;

    public static DateTimeOffset At(DateTimeOffset startsAt) => ReminderTimes.Of(NotificationKind.ReminderDayBefore, startsAt);

    /// <summary>Before the visit's own lock: whoever reminds of it has its date first.</summary>
    public static Task HoldVisitReminderAsync(this IDocumentSession session, VisitRequestId visit, CancellationToken cancellationToken) =>
        session.HoldDatesAsync([Name], [visit.Value], cancellationToken);

    /// <summary>In the session's commit.</summary>
    public static AcceptedVisit? SetVisitReminder(this IDocumentSession session, VisitState visit, VisitContent content, DateTimeOffset now)
    {
        var accepted = Decide(visit, content, now);
        if (accepted is { Visit.StartsAt: { } startsAt })
        {
            session.ScheduleJob(Name, visit.Id.Value, At(startsAt));
        }
        else
        {
            session.UnscheduleJob(Name, visit.Id.Value);
        }

        return accepted;
    }

    /// <summary>One letter each; somebody who stands in the edition twice gets one.</summary>
    /// <param name="hosts">Of the delegation, those that are known.</param>
    public static IReadOnlyList<NotificationRequest> Tell(Guid id, AcceptedVisit accepted, IReadOnlyDictionary<HostId, KnownHost> hosts)
    {
        var visit = accepted.Visit;
        var decision = Uuid.NewNameBased(id, string.Create(CultureInfo.InvariantCulture, $"{Name}:{visit.StartsAt!.Value.UtcTicks}"));
        var reached = accepted.HostIds
            .Select((host, place) => (Host: hosts.GetValueOrDefault(host), Name: place < visit.Hosts.Count ? visit.Hosts[place] : ""))
            .Where(each => each.Host is { Email: not null, ContactId: not null })
            .DistinctBy(each => each.Host!.ContactId);
        return
        [
            new NotificationRequest(decision, accepted.Company, new VisitContent(NotificationKind.VisitReminder, visit), Registration: null),
            .. reached.Select(each => new NotificationRequest(
                Uuid.NewNameBased(decision, "delegation"),
                new Recipient(each.Host!.ContactId!.Value, each.Name, each.Host.Email!, each.Host.Language),
                new DelegationContent(visit.ForHosts(), DelegationNews.ComesUp),
                Registration: null)),
        ];
    }
}

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
