using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.Summaries;

/// <summary>Counts a day, from midnight to midnight by the clock on the wall, in the notifications and in what happened to them.</summary>
/// <param name="stored">The names that the events are stored under.</param>
public sealed class DayCount(IDocumentSession session, StoredEventTypes stored)
{
    /// <summary>Events that several instances append at once, with clocks of their own, are not quite in the order of their times.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    public async Task<DayFigures> OfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var (from, until) = (LocalTimes.At(day, TimeOnly.MinValue), LocalTimes.At(day.AddDays(1), TimeOnly.MinValue));
        var bookings = await BookingsAsync(from, until, cancellationToken);
        var events = await EventsAsync(from, until, cancellationToken);
        var activities = await session.LoadManyAsync<KnownActivity>(
            cancellationToken, bookings.SelectMany(each => new[] { each.ActivityId, each.FromActivityId }).OfType<ActivityId>().Distinct().Select(each => each.Value));

        // Without the summaries: the others' may be on its way at this very moment.
        var underWay = session.Query<Notification>().Where(notification => (notification.State == NotificationState.Requested
                || notification.State == NotificationState.Composed
                || notification.State == NotificationState.HandedOver
                || notification.State == NotificationState.Deferred)
            && notification.Kind != NotificationKind.OrganiserSummary
            && notification.Kind != NotificationKind.OperatorSummary);
        var oldest = await underWay.OrderBy(notification => notification.RequestedAt).FirstOrDefaultAsync(cancellationToken);
        return new DayFigures(
            day,
            BookingCount.ByActivity(bookings, activities.ToDictionary(each => each.Activity.Id, each => each.Activity.Title)),
            await UnreachableAsync(from, until, events, cancellationToken),
            await DeliveriesAsync(from, until, events, cancellationToken),
            await underWay.CountAsync(cancellationToken),
            oldest?.RequestedAt,
            await DeadLettersAsync(cancellationToken),
            await session.Query<KnownVisit>().CountAsync(visit => visit.AnswerDueAt < until, cancellationToken));
    }

    private async Task<IReadOnlyList<DeadLetterFigures>> DeadLettersAsync(CancellationToken cancellationToken) =>
        [.. (await session.Query<KnownDeadLetters>().ToListAsync(cancellationToken))
            .Where(known => known.Counted.Waiting > 0)
            .Select(known => new DeadLetterFigures(known.Counted.Service, known.Counted.Waiting))
            .OrderBy(each => each.Service, StringComparer.Ordinal)];

    /// <summary>Everybody has e-mail: what goes by other channels too is counted once, and what was sent again not at all.</summary>
    private Task<List<BookingNotifications>> BookingsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync(
        """
        select data ->> 'kind', (data ->> 'activityId')::uuid, (data ->> 'fromActivityId')::uuid,
            coalesce((data #>> '{matter,booking,isConfirmed}')::boolean, false), count(*)::int
        from mt_doc_notice
        where requested_at >= $1 and requested_at < $2
            and data ->> 'channel' = $3 and data ->> 'resentFrom' is null and data ->> 'activityId' is not null
        group by 1, 2, 3, 4
        """,
        [from, until, Channels.Email],
        row => new BookingNotifications(
            Enum.Parse<NotificationKind>(row.GetString(0)),
            new ActivityId(row.GetGuid(1)),
            row.IsDBNull(2) ? null : new ActivityId(row.GetGuid(2)),
            row.GetBoolean(3),
            row.GetInt32(4)),
        cancellationToken);

    /// <summary>
    /// The numbers of the events of these times, and of some around them. Found by halving: an index on the times would cost each
    /// append something, for a question that is asked once a day.
    /// </summary>
    private async Task<(long First, long End)> EventsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var end = (await ReadAsync("select coalesce(max(seq_id), 0) + 1 from mt_events", [], row => row.GetInt64(0), cancellationToken)).Single();
        return (await FirstSinceAsync(from - Disorder), await FirstSinceAsync(until + Disorder));

        async Task<long> FirstSinceAsync(DateTimeOffset time)
        {
            var (low, high) = (0L, end);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                var next = await ReadAsync(
                    "select (data ->> 'at')::timestamptz from mt_events where seq_id >= $1 and data ->> 'at' is not null order by seq_id limit 1",
                    [middle],
                    row => row.GetFieldValue<DateTimeOffset>(0),
                    cancellationToken);
                if (next is [var at] && at < time)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }
    }

    private Task<List<ChannelFigures>> DeliveriesAsync(
        DateTimeOffset from, DateTimeOffset until, (long First, long End) events, CancellationToken cancellationToken) => ReadAsync(
        $"""
        select notice.data ->> 'channel',
            (count(*) filter (where happened.type = '{stored.NameOf<Accepted>()}'))::int,
            (count(*) filter (where happened.type = '{stored.NameOf<Deferred>()}'))::int,
            (count(*) filter (where happened.type in ('{stored.NameOf<Failed>()}', '{stored.NameOf<Bounced>()}')))::int,
            (count(*) filter (where happened.type = '{stored.NameOf<GivenUp>()}'))::int,
            (count(*) filter (where happened.type = '{stored.NameOf<HandedOver>()}'))::int
        from mt_events happened join mt_doc_notice notice on notice.id = happened.stream_id
        where (happened.type in ('{stored.NameOf<Accepted>()}', '{stored.NameOf<Deferred>()}', '{stored.NameOf<Failed>()}', '{stored.NameOf<GivenUp>()}', '{stored.NameOf<Bounced>()}')
                or happened.type = '{stored.NameOf<HandedOver>()}' and (happened.data ->> 'isRepeat')::boolean)
            and (happened.data ->> 'at')::timestamptz >= $1 and (happened.data ->> 'at')::timestamptz < $2
            and happened.seq_id >= $3 and happened.seq_id < $4
        group by 1 order by 1
        """,
        [from, until, events.First, events.End],
        row => new ChannelFigures(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)),
        cancellationToken);

    private async Task<int> UnreachableAsync(
        DateTimeOffset from, DateTimeOffset until, (long First, long End) events, CancellationToken cancellationToken) => (await ReadAsync(
        $"""
        select count(distinct data ->> 'contactId')::int
        from mt_events
        where (type = '{stored.NameOf<Failed>()}' and (data ->> 'isUnreachable')::boolean or type = '{stored.NameOf<Bounced>()}' and (data ->> 'isPermanent')::boolean)
            and (data ->> 'at')::timestamptz >= $1 and (data ->> 'at')::timestamptz < $2
            and seq_id >= $3 and seq_id < $4
        """,
        [from, until, events.First, events.End],
        row => row.GetInt32(0),
        cancellationToken)).Single();

    private async Task<List<T>> ReadAsync<T>(
        string sql, IEnumerable<object> parameters, Func<System.Data.Common.DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        var found = new List<T>();
        await using var rows = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(read(rows));
        }

        return found;
    }
}
