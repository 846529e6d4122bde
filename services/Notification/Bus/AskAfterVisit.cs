using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.Notifications.Summaries;
using Marten;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Who is asked after a visit: the company, by a link of its own, and each host of the delegation, by one that they share; the organisers where no
/// host has an address.
/// </summary>
public sealed class AskAfterVisit(IDocumentSession session, SummarySettings organisers)
{
    /// <summary>Whom to ask when the visit has taken place; null where it will not.</summary>
    public static AcceptedVisit? AgreedAfter(VisitState visit, VisitContent content) =>
        content.Kind == NotificationKind.VisitChange || content.Visit.Decision == VisitDecision.Accepted
            ? new AcceptedVisit(Recipient.Of(visit.Contact), content.Visit.ForAfterwards(), visit.HostIds ?? [])
            : null;

    /// <param name="hosts">Of the delegation, those that are known.</param>
    /// <param name="isReminder">Whether they were asked before.</param>
    public static IReadOnlyList<NotificationRequest> Decide(
        VisitSurveyLinks asked, AcceptedVisit agreed, IReadOnlyDictionary<HostId, KnownHost> hosts, IEnumerable<Recipient> organisers, bool isReminder = false)
    {
        var (survey, debrief) = isReminder
            ? (NotificationKind.VisitSurveyReminder, NotificationKind.VisitDebriefReminder)
            : (NotificationKind.VisitSurvey, NotificationKind.VisitDebrief);
        var visit = agreed.Visit;
        var reached = agreed.HostIds
            .Select((host, place) => (Host: hosts.GetValueOrDefault(host), Name: place < visit.Hosts.Count ? visit.Hosts[place] : ""))
            .Where(each => each.Host is { Email: not null, ContactId: not null })
            .Select(each => new Recipient(each.Host!.ContactId!.Value, each.Name, each.Host.Email!, each.Host.Language))
            .DistinctBy(each => each.ContactId)
            .ToList();
        List<NotificationRequest> requests = [];
        if (asked.CompanyToken is { } company)
        {
            requests.Add(new NotificationRequest(asked.Decision, agreed.Company, new VisitSurveyContent(survey, visit, Link(company)), Registration: null));
        }

        if (asked.DelegationToken is { } delegation)
        {
            requests.AddRange((reached.Count > 0 ? reached : organisers).Select(each => new NotificationRequest(
                // A host can be who asked for the visit, too.
                Uuid.NewNameBased(asked.Decision, "delegation"),
                each,
                new VisitSurveyContent(debrief, visit.ForHosts(), Link(delegation)),
                Registration: null)));
        }

        return requests;

        SurveyLink Link(string token) => new(new RegistrationId(visit.VisitRequestId.Value), token, asked.ClosesAt);
    }

    public async Task<IReadOnlyList<NotificationRequest>> RequestsAsync(
        VisitSurveyLinks asked, AcceptedVisit agreed, CancellationToken cancellationToken, bool isReminder = false)
    {
        await session.HoldAsync([agreed.Company.ContactId.Value, .. agreed.HostIds.Select(host => host.Value)], [], cancellationToken);
        var hosts = (await session.LoadManyAsync<KnownHost>(cancellationToken, agreed.HostIds.Select(host => host.Value))).ToDictionary(host => new HostId(host.Id));
        return Decide(asked, agreed, hosts, organisers.Recipients(), isReminder);
    }
}
