using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Notifications.Privacy;

/// <summary>
/// Forgets who was written to, a configured number of months after the edition that it was about. Registration tells when the people of
/// its registrations are forgotten; this is for all others too: who was to be visited, the areas that answer, those who get summaries.
/// </summary>
public sealed partial class RetentionService(
    IServiceScopeFactory scopes, IDocumentStore store, KeepMonths keep, TimeProvider clock, ILogger<RetentionService> log) : PollingService(clock, TimeSpan.FromDays(1))
{
    private const int AtOnce = 200;

    /// <summary>The end of what a notification is about: of its editions, and where none is known its own.</summary>
    /// <param name="editionOf">Null for an activity of which nothing is known.</param>
    /// <param name="endOf">When the last activity of an edition ends, UTC; null where none is known.</param>
    public static DateTimeOffset EndOf(Notification notification, Func<ActivityId, EditionId?> editionOf, Func<EditionId, DateTimeOffset?> endOf) =>
        notification.Matter.Activities.Select(editionOf)
            .Append(VisitOf(notification)?.EditionId)
            .Append(notification.Matter.VisitNotice?.EditionId)
            .OfType<EditionId>()
            .Distinct()
            .Select(endOf)
            .Append(VisitOf(notification)?.EndsAt)
            .Append(notification.RequestedAt)
            .OfType<DateTimeOffset>()
            .Max();

    private static VisitDetails? VisitOf(Notification notification) => notification.Matter.Visit;

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var before = keep.Before(Clock.GetUtcNow());
        IReadOnlyList<Guid> written;
        Dictionary<ActivityId, EditionId> editions;
        Dictionary<EditionId, DateTimeOffset> ends;
        await using (var reads = store.QuerySession())
        {
            written = await reads.Query<Notification>()
                .Where(notification => notification.RequestedAt < before && notification.MatchesSql("(d.data ->> 'isErased')::boolean is not true"))
                .Select(notification => notification.Id)
                .ToListAsync(cancellationToken);
            var activities = written.Count == 0 ? [] : await reads.Query<KnownActivity>().ToListAsync(cancellationToken);
            editions = activities.ToDictionary(known => known.Activity.Id, known => known.Activity.EditionId);
            ends = activities.GroupBy(known => known.Activity.EditionId, known => known.Activity.EndsAt).ToDictionary(each => each.Key, each => each.Max());
        }

        await EachAsync(
            written.Chunk(AtOnce),
            (some, cancellation) => ForgetAsync(
                some,
                notification => EndOf(
                    notification,
                    activity => editions.TryGetValue(activity, out var edition) ? edition : null,
                    edition => ends.TryGetValue(edition, out var end) ? end : null) < before,
                cancellation),
            (failure, _) => LogLettersFailed(log, failure),
            cancellationToken);
        await ForgetWishesAsync(before, cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task ForgetAsync(IReadOnlyList<Guid> some, Func<Notification, bool> isOver, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var over = (await session.LoadManyAsync<Notification>(cancellationToken, some)).Where(isOver).ToList();
        await scope.ServiceProvider.GetRequiredService<Erasure>().EraseAsync(over, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
    }

    /// <summary>How somebody wanted to be written to, of whom nothing else is left.</summary>
    private async Task ForgetWishesAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var left = await session.Query<Preferences>()
            .Where(preferences => preferences.MatchesSql(
                """
                d.mt_last_modified < ? and not exists (
                    select from mt_doc_notice notice where notice.contact_id = d.id and (notice.data ->> 'isErased')::boolean is not true)
                """,
                before))
            .ToListAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<Erasure>().EraseAsync(
            [.. left.Where(preferences => !preferences.Choice.IsSame(new Choice())).Select(preferences => new ContactId(preferences.Id))], cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Letters that have been kept long enough could not be looked for; they are looked for again tomorrow")]
    private static partial void LogSearchFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "To whom letters were written that have been kept long enough could not be forgotten; it is tried again tomorrow")]
    private static partial void LogLettersFailed(ILogger logger, Exception failure);
}
