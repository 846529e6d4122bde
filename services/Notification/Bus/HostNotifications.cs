using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Agendas;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Hosts hear of each conversation that is booked with them, moved or freed, at once or as a digest. Only of conversations: who holds a seminar for three hundred does not want
/// three hundred letters.
/// </summary>
public sealed class HostNotifications(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock)
{
    /// <summary>A registration got seats, or has none any more. While nothing is known of the activity, its hosts hear of it when it is.</summary>
    /// <param name="decision">Id of the message that told it.</param>
    public Task OnSeatsAsync(Guid decision, KnownActivity? known, KnownRegistration? before, KnownRegistration? after, CancellationToken cancellationToken) =>
        (known, BookedConversations.HasSeats(before), BookedConversations.HasSeats(after)) switch
        {
            ({ Activity: var activity }, false, true) => TellAsync(decision, NotificationKind.HostBooked, activity, activity.HostIds ?? [], cancellationToken),
            ({ Activity: var activity }, true, false) => TellAsync(decision, NotificationKind.HostFreed, activity, activity.HostIds ?? [], cancellationToken),
            _ => Task.CompletedTask,
        };

    /// <summary>Activities are known, or have other hosts, another time or another place.</summary>
    public async Task OnActivitiesAsync(IReadOnlyList<(KnownActivity? Before, KnownActivity After)> learnt, CancellationToken cancellationToken)
    {
        var conversations = learnt.Where(each => BookedConversations.IsConversation(each.After.Activity) && each.After.Activity.Status == ActivityStatus.Released).ToList();
        var booked = await session.BookedAsync([.. conversations.Select(each => each.After.Id)], cancellationToken);
        foreach (var (before, after) in conversations.Where(each => booked.Contains(each.After.Id)))
        {
            var (known, now) = (before?.Activity, after.Activity);
            var (had, have) = (known?.HostIds ?? [], now.HostIds ?? []);
            var decision = Uuid.NewNameBased(now.Id.Value, $"{now.Version}");
            await TellAsync(decision, NotificationKind.HostFreed, now, [.. had.Except(have)], cancellationToken, known);
            await TellAsync(decision, NotificationKind.HostBooked, now, [.. have.Except(had)], cancellationToken);
            if (known is not null && (known.StartsAt, known.EndsAt, known.Place) != (now.StartsAt, now.EndsAt, now.Place))
            {
                await TellAsync(decision, NotificationKind.HostMoved, now, [.. have.Intersect(had)], cancellationToken, known);
            }
        }
    }

    /// <summary>A host has an address now, or another one: it gets what is booked and to come.</summary>
    /// <param name="decision">Id of the message that told it.</param>
    public async Task OnAddressAsync(Guid decision, KnownHost? before, KnownHost after, CancellationToken cancellationToken)
    {
        if (after.Email is null || after.Email == before?.Email)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var own = (await session.ConversationsOfAsync(after.Id, cancellationToken)).Where(known => known.Activity.StartsAt > now).ToList();
        var booked = await session.BookedAsync([.. own.Select(known => known.Id)], cancellationToken);
        foreach (var known in own.Where(known => booked.Contains(known.Id)))
        {
            await TellAsync(Uuid.NewNameBased(decision, known.Id.ToString()), NotificationKind.HostBooked, known.Activity, [new HostId(after.Id)], cancellationToken);
        }
    }

    /// <param name="before">As the hosts know it; null where that is as it is.</param>
    private async Task TellAsync(
        Guid decision, NotificationKind kind, ActivityState activity, IReadOnlyList<HostId> hosts, CancellationToken cancellationToken, ActivityState? before = null)
    {
        if (hosts.Count == 0 || !BookedConversations.IsConversation(activity) || activity.EndsAt <= clock.GetUtcNow())
        {
            return;
        }

        await session.HoldAsync(hosts.Select(host => host.Value), [], cancellationToken);
        await facts.Want<KnownHost>(hosts.Select(host => host.Value)).FetchAsync(cancellationToken);
        var reached = hosts.Select(host => facts.Find<KnownHost>(host.Value)).OfType<KnownHost>().Where(host => host is { Email: not null, ContactId: not null, News: not HostNews.None }).ToList();
        reached = await AtOnceAsync(kind, activity, before ?? activity, reached, cancellationToken);
        await session.HoldAsync(
            reached.Select(host => host.ContactId!.Value.Value), reached.Select(host => NotificationIds.Thread(host.ContactId!.Value, activity.Id)), cancellationToken);
        var told = reached
            .Select(host => new NotificationRequest(
                Uuid.NewNameBased(decision, $"{kind} {host.Id}"),
                new Recipient(host.ContactId!.Value, "", host.Email!, host.Language),
                new HostContent(kind, activity.Id),
                Registration: null))
            .ToList();
        await notifications.RequestAsync(told, cancellationToken);
    }

    /// <summary>Who is told now: for who wants a digest it is kept, unless it begins before that comes.</summary>
    private async Task<List<KnownHost>> AtOnceAsync(
        NotificationKind kind, ActivityState activity, ActivityState before, List<KnownHost> hosts, CancellationToken cancellationToken)
    {
        var daily = hosts.Where(host => host.News == HostNews.Digest).ToList();
        if (daily.Count == 0)
        {
            return hosts;
        }

        await session.HoldAsync([], daily.Select(host => KeptHostNews.LockOf(host.Id)), cancellationToken);
        await facts.Want<KeptHostNews>(daily.Select(host => host.Id)).FetchAsync(cancellationToken);
        var told = hosts.Except(daily).ToList();
        foreach (var host in daily)
        {
            var known = facts.Find<KeptHostNews>(host.Id);
            if (KeptHostNews.Keep(known, host.Id, kind, activity, new(before.StartsAt, before.EndsAt, before.Place), clock.GetUtcNow()) is { } kept)
            {
                facts.Learn(kept);
                session.ScheduleFirstJob(HostDigestJob.Name, host.Id, kept.Until);
                continue;
            }

            told.Add(host);
            if (known is not null)
            {
                facts.Learn(known.Without(activity.Id));
            }
        }

        return told;
    }
}
