using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
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
