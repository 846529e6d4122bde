using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Releases;
using UUIDNext;

namespace BusinessFocus.Notifications.Agendas;

/// <summary>Conversations that a host who hears of them once a day is still to be told of. Of nobody's person but by the id of the host.</summary>
public sealed record KeptHostNews : IKnown
{
    /// <summary>The HostId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>The digest that tells them, UTC.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>An activity each.</summary>
    public IReadOnlyList<KnownBefore> Conversations { get; init; } = [];

    /// <summary>Held alone by who adds to it and by who tells it, so that nothing falls between them.</summary>
    public static Guid LockOf(Guid host) => Uuid.NewNameBased(host, "news");

    /// <summary>What is kept after one more piece of news, or null where it begins before the digest and is told at once.</summary>
    /// <param name="kept">Null for nothing.</param>
    /// <param name="before">When and where the host knows it; for what is new to them, as it is.</param>
    public static KeptHostNews? Keep(
        KeptHostNews? kept, Guid host, NotificationKind kind, ActivityState activity, TimeAndPlace before, DateTimeOffset now)
    {
        var until = kept is { Conversations.Count: > 0 } ? kept.Until : Digest.NextAfter(now);
        if (activity.StartsAt < until || before.StartsAt < until)
        {
            return null;
        }

        var conversations = kept?.Conversations ?? [];
        return new KeptHostNews
        {
            Id = host,
            Until = until,
            Conversations = conversations.Any(each => each.ActivityId == activity.Id)
                ? conversations
                : [.. conversations, new KnownBefore(activity.Id, kind != NotificationKind.HostBooked, before)],
        };
    }

    /// <summary>The same without what is told otherwise.</summary>
    public KeptHostNews Without(ActivityId activity) => this with { Conversations = [.. Conversations.Where(each => each.ActivityId != activity)] };
}

/// <summary>A conversation as its host knew it before the first of the news that are kept.</summary>
/// <param name="WasBooked">Whether it was booked with them.</param>
public sealed record KnownBefore(ActivityId ActivityId, bool WasBooked, TimeAndPlace Then);
