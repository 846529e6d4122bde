using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What the hosts of a visit's delegation are told, each at their own address; who has none is told nothing.</summary>
public sealed class Delegations(IDocumentSession session)
{
    /// <summary>What each host hears of news: who comes, how they stand; who was told that they come and does not, that they are free.</summary>
    /// <param name="told">Who was told last that they come; null where that was not noted.</param>
    public static IEnumerable<(HostId Host, DelegationNews News)> Decide(VisitState visit, VisitContent content, IReadOnlyList<HostId>? told)
    {
        var come = After(visit, content);
        var news = content.Kind switch
        {
            NotificationKind.VisitProposal => DelegationNews.Proposed,
            NotificationKind.VisitChange => DelegationNews.Changed,
            _ => DelegationNews.Confirmed,
        };
        return come.Select(host => (host, news == DelegationNews.Changed && told?.Contains(host) == false ? DelegationNews.Confirmed : news))
            .Concat((told ?? visit.HostIds ?? []).Except(come).Select(host => (host, DelegationNews.Released)));
    }

    /// <summary>Who comes after the news; nobody where the visit does not take place as it was proposed.</summary>
    public static IReadOnlyList<HostId> After(VisitState visit, VisitContent content) =>
        content.Visit.Decision is null or VisitDecision.Accepted ? visit.HostIds ?? [] : [];

    public async Task<IReadOnlyList<NotificationRequest>> RequestsAsync(
        Guid message, VisitState visit, VisitContent content, IReadOnlyList<HostId>? told, CancellationToken cancellationToken)
    {
        var news = Decide(visit, content, told).ToList();
        if (news.Count == 0)
        {
            return [];
        }

        await session.HoldAsync(news.Select(each => each.Host.Value), [], cancellationToken);
        var hosts = (await session.LoadManyAsync<KnownHost>(cancellationToken, news.Select(each => each.Host.Value))).ToDictionary(host => new HostId(host.Id));
        var requests = news
            .Select(each => (each.News, Host: hosts.GetValueOrDefault(each.Host), Name: NameOf(visit, each.Host)))
            .Where(each => each.Host is { Email: not null, ContactId: not null })
            // Somebody who stands in the edition twice comes once, and comes where one of them does.
            .OrderBy(each => each.News)
            .DistinctBy(each => each.Host!.ContactId)
            .Select(each => new NotificationRequest(
                Uuid.NewNameBased(message, "delegation"),
                new Recipient(each.Host!.ContactId!.Value, each.Name, each.Host.Email!, each.Host.Language),
                new DelegationContent(content.Visit.ForHosts(), each.News),
                Registration: null))
            .ToList();
        if (content.Visit.ActivityId is { } activity)
        {
            await session.HoldAsync([], requests.Select(request => NotificationIds.Thread(request.Recipient.ContactId, activity)), cancellationToken);
        }

        return requests;
    }

    /// <summary>As the company reads it; empty for who does not come any more.</summary>
    private static string NameOf(VisitState visit, HostId host)
    {
        var place = (visit.HostIds ?? []).ToList().IndexOf(host);
        return place >= 0 && place < visit.Hosts.Count ? visit.Hosts[place] : "";
    }
}
