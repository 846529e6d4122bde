using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>The slots of deliveries to domains that have a rate limit, in the queue; <see cref="DomainRateLimiter"/> decides on them.</summary>
public static class DeliverySlots
{
    /// <summary>Slots given at once at most: so long others wait for the claim that gives them.</summary>
    private const int SlotsAtOnce = 10_000;

    /// <summary>
    /// Gives slots to what a domain's rate limit held back of a claim, and to all else there that is due and has none, each once, so
    /// that none of it is looked at again before its slot; in the session's transaction.
    /// </summary>
    /// <param name="goneBefore">A slot before this has gone by.</param>
    /// <returns>How many slots were given.</returns>
    public static async Task<int> GiveSlotsAsync(
        this IDocumentSession session,
        string channel,
        string domain,
        IReadOnlyCollection<Guid> heldBack,
        SendSlots slots,
        DateTimeOffset now,
        DateTimeOffset goneBefore,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with waiting as (
                select id, for_many, position
                from due_deliveries
                where channel = $1 and domain = $2 and (id = any($3) or (due_at <= $4 and (slot is null or slot < $5)))
                order by for_many, position
                limit $8
                for update skip locked
            ), given as (
                select id, $6 + (row_number() over (order by for_many, position) - 1) * $7 as slot from waiting
            )
            update due_deliveries due
            set due_at = given.slot, slot = given.slot
            from given
            where due.id = given.id
            """)
        {
            Parameters =
            {
                new() { Value = channel },
                new() { Value = domain },
                new() { Value = heldBack.ToArray() },
                new() { Value = now.ToUniversalTime() },
                new() { Value = goneBefore.ToUniversalTime() },
                new() { Value = slots.First.ToUniversalTime() },
                new() { Value = slots.Every },
                new() { Value = SlotsAtOnce },
            },
        };
        var given = await session.ExecuteAsync(command, cancellationToken);
        session.LetOneGoFirst(channel, domain, slots.First, given);
        return given;
    }

    /// <summary>What one person waits for changes its new slot for the earlier one of what is for many, in the session's commit.</summary>
    private static void LetOneGoFirst(this IDocumentSession session, string channel, string domain, DateTimeOffset givenFrom, int most) =>
        session.QueueSqlCommand(
            """
            with for_one as (
                select id, slot, row_number() over (order by slot) as place
                from due_deliveries
                where channel = ? and domain = ? and not for_many and slot >= ?
            ), for_many as (
                select id, slot, row_number() over (order by slot) as place
                from (
                    select id, slot from due_deliveries
                    where channel = ? and domain = ? and for_many and slot = due_at and slot < ?
                    order by slot limit ? for update skip locked
                ) earliest
            ), changed as (
                select for_one.id as one, for_one.slot as later, for_many.id as other, for_many.slot as earlier
                from for_one join for_many using (place)
            )
            update due_deliveries due
            set due_at = each.slot, slot = each.slot
            from (select one as id, earlier as slot from changed union all select other, later from changed) each
            where due.id = each.id
            """,
            channel,
            domain,
            givenFrom.ToUniversalTime(),
            channel,
            domain,
            givenFrom.ToUniversalTime(),
            most);

    /// <summary>The last slot that is given at each domain.</summary>
    public static async Task<IReadOnlyList<(string Domain, DateTimeOffset Slot)>> LastSlotsAsync(
        this IQuerySession session, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select domain, max(slot) from due_deliveries where channel = $1 and slot > $2 group by domain")
        {
            Parameters = { new() { Value = channel }, new() { Value = now.ToUniversalTime() } },
        };
        var last = new List<(string, DateTimeOffset)>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            last.Add((reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken)));
        }

        return last;
    }
}
