using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Notifications.Agendas;

/// <summary>What is booked with hosts.</summary>
public static class BookedConversations
{
    /// <summary>The slot of an open house, which somebody books to talk with its host.</summary>
    public static bool IsConversation(ActivityState activity) => activity is { Kind: ActivityKind.OpenHouse, Capacity: > 0 };

    public static bool HasSeats(KnownRegistration? registration) => registration is { IsOver: false, Booking.IsConfirmed: true };

    /// <summary>A host's own that are not cancelled, whether somebody has booked them or not.</summary>
    public static async Task<IReadOnlyList<KnownActivity>> ConversationsOfAsync(this IQuerySession reads, Guid host, CancellationToken cancellationToken) =>
        [.. (await reads.Query<KnownActivity>()
                .Where(known => known.MatchesSql("d.data -> 'activity' -> 'hostIds' @> to_jsonb(?::text)", host.ToString()))
                .ToListAsync(cancellationToken))
            .Where(known => IsConversation(known.Activity) && known.Activity.Status == ActivityStatus.Released)];

    /// <summary>Which of these activities somebody has seats at: asked once, as a release can be about thousands of slots.</summary>
    public static async Task<HashSet<Guid>> BookedAsync(this IQuerySession reads, Guid[] activities, CancellationToken cancellationToken) => activities.Length == 0
        ? []
        : [.. (await reads.Query<KnownRegistration>()
                .Where(registration => registration.MatchesSql("d.activity_id = any(?)", activities) && !registration.IsOver)
                .ToListAsync(cancellationToken))
            .Where(HasSeats)
            .Select(registration => registration.ActivityId.Value)];
}
