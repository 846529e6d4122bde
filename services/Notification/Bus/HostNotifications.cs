using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using Marten.Linq.MatchesSql;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Hosts hear of each conversation that is booked with them, moved or freed. Only of conversations: who holds a seminar for three hundred does not want
/// three hundred letters.
/// </summary>
public sealed class HostNotifications(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock)
{
    /// <summary>The slot of an open house, which somebody books to talk with its host.</summary>
    public static bool IsConversation(ActivityState activity) => activity is { Kind: ActivityKind.OpenHouse, Capacity: > 0 };

    /// <summary>A registration got seats, or has none any more. While nothing is known of the activity, its hosts hear of it when it is.</summary>
    /// <param name="decision">Id of the message that told it.</param>
    public Task OnSeatsAsync(Guid decision, KnownActivity? known, KnownRegistration? before, KnownRegistration? after, CancellationToken cancellationToken) =>
        (known, HasSeats(before), HasSeats(after)) switch
        {
            ({ Activity: var activity }, false, true) => TellAsync(decision, NotificationKind.HostBooked, activity, activity.HostIds ?? [], cancellationToken),
            ({ Activity: var activity }, true, false) => TellAsync(decision, NotificationKind.HostFreed, activity, activity.HostIds ?? [], cancellationToken),
            _ => Task.CompletedTask,
        };

    /// <summary>Activities are known, or have other hosts, another time or another place.</summary>
    public async Task OnActivitiesAsync(IReadOnlyList<(KnownActivity? Before, KnownActivity After)> learnt, CancellationToken cancellationToken)
    {
        var conversations = learnt.Where(each => IsConversation(each.After.Activity) && each.After.Activity.Status == ActivityStatus.Released).ToList();
        var booked = await BookedAsync([.. conversations.Select(each => each.After.Id)], cancellationToken);
        foreach (var (before, after) in conversations.Where(each => booked.Contains(each.After.Id)))
        {
            var (known, now) = (before?.Activity, after.Activity);
            var (had, have) = (known?.HostIds ?? [], now.HostIds ?? []);
            var decision = Uuid.NewNameBased(now.Id.Value, $"{now.Version}");
            await TellAsync(decision, NotificationKind.HostFreed, now, [.. had.Except(have)], cancellationToken);
            await TellAsync(decision, NotificationKind.HostBooked, now, [.. have.Except(had)], cancellationToken);
            if (known is not null && (known.StartsAt, known.EndsAt, known.Place) != (now.StartsAt, now.EndsAt, now.Place))
            {
                await TellAsync(decision, NotificationKind.HostMoved, now, [.. have.Intersect(had)], cancellationToken);
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
        var own = (await session.Query<KnownActivity>()
                .Where(known => known.MatchesSql("d.data -> 'activity' -> 'hostIds' @> to_jsonb(?::text)", after.Id.ToString()))
                .ToListAsync(cancellationToken))
            .Where(known => IsConversation(known.Activity) && known.Activity.Status == ActivityStatus.Released && known.Activity.StartsAt > now)
            .ToList();
        var booked = await BookedAsync([.. own.Select(known => known.Id)], cancellationToken);
        foreach (var known in own.Where(known => booked.Contains(known.Id)))
        {
            await TellAsync(Uuid.NewNameBased(decision, known.Id.ToString()), NotificationKind.HostBooked, known.Activity, [new HostId(after.Id)], cancellationToken);
        }
    }

    private static bool HasSeats(KnownRegistration? registration) => registration is { IsOver: false, Booking.IsConfirmed: true };

    /// <summary>Which of these activities somebody has seats at: asked once, as a release can be about thousands of slots.</summary>
    private async Task<HashSet<Guid>> BookedAsync(Guid[] activities, CancellationToken cancellationToken) => activities.Length == 0
        ? []
        : [.. (await session.Query<KnownRegistration>()
                .Where(registration => registration.MatchesSql("d.activity_id = any(?)", activities) && !registration.IsOver)
                .ToListAsync(cancellationToken))
            .Where(HasSeats)
            .Select(registration => registration.ActivityId.Value)];

    private async Task TellAsync(
        Guid decision, NotificationKind kind, ActivityState activity, IReadOnlyList<HostId> hosts, CancellationToken cancellationToken)
    {
        if (hosts.Count == 0 || !IsConversation(activity) || activity.EndsAt <= clock.GetUtcNow())
        {
            return;
        }

        await session.HoldAsync(hosts.Select(host => host.Value), [], cancellationToken);
        await facts.Want<KnownHost>(hosts.Select(host => host.Value)).FetchAsync(cancellationToken);
        var reached = hosts.Select(host => facts.Find<KnownHost>(host.Value)).OfType<KnownHost>().Where(host => host is { Email: not null, ContactId: not null }).ToList();
        await session.HoldAsync(
            reached.Select(host => host.ContactId!.Value.Value), reached.Select(host => NotificationIds.Thread(host.ContactId!.Value, activity.Id)), cancellationToken);
        var told = reached
            .Select(host => new NotificationRequest(
                Uuid.NewNameBased(decision, $"{kind} {host.Id}"),
                new Recipient(host.ContactId!.Value, "", host.Email!, Languages.Swedish),
                new HostContent(kind, activity.Id),
                Registration: null))
            .ToList();
        await notifications.RequestAsync(told, cancellationToken);
    }
}
