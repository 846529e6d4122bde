using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>Organisers see whom nothing reaches: those have to be asked another way. What is necessary is sent to them all the same.</summary>
public static class ReadUnreachable
{
    /// <summary>So many in a row are not a coincidence.</summary>
    private const int InARow = 3;

    /// <summary>Somebody whom letters do not reach.</summary>
    /// <param name="Channel">By which way they do not, for instance email or sms.</param>
    /// <param name="Name">The recipient's.</param>
    /// <param name="Address">On that channel.</param>
    /// <param name="Notifications">How many have not reached them since the last that did.</param>
    /// <param name="LastReason">What the server said of the last one.</param>
    /// <param name="LastAt">When the last one did not reach them, UTC.</param>
    public sealed record View(
        ContactId ContactId, string Channel, string Name, string Address, long Notifications, string LastReason, DateTimeOffset LastAt);

    public static void MapReadUnreachable(this RouteGroupBuilder api) =>
        api.MapGet("/recipients/unreachable", ListAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Recipients")
            .Audited()
            .WithName("listUnreachableRecipients")
            .WithSummary("List recipients who cannot be reached");

    /// <summary>
    /// Only for organisers of all municipalities; one of a single municipality is refused with 403. Those whom three or more notifications on the
    /// same channel have not reached since one last did; who was tried last comes first.
    /// </summary>
    private static async Task<Ok<Page<View>>> ListAsync(
        [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        var (at, last) = page.Key is { } key ? MomentCursor.Read(key) : (DateTimeOffset.MaxValue, Guid.Empty);
        var found = await FindAsync(reads, at, last, page.Size + 1, cancellationToken);
        var notifications = (await reads.LoadManyAsync<Notification>(cancellationToken, found.Select(each => each.LastNotification))).ToDictionary(notification => notification.Id);
        var shown = page.Of(found, each => MomentCursor.Of(each.LastAt, each.LastNotification));
        return TypedResults.Ok(new Page<View>([.. shown.Items.Select(each => ViewOf(notifications[each.LastNotification], each.Count))], shown.Next));
    }

    private static View ViewOf(Notification last, long count) => new(
        last.ContactId, last.Channel, last.Recipient.Name, last.Recipient.Address, count, last.Reason ?? "", last.UnreachableAt!.Value);

    /// <remarks>It looks only at what did not reach somebody (an index of its own), and at those people's others.</remarks>
    private static async Task<IReadOnlyList<(Guid LastNotification, long Count, DateTimeOffset LastAt)>> FindAsync(
        IQuerySession reads, DateTimeOffset before, Guid beforeNotification, int most, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select last_notice, how_many, last_at
            from (
                select (array_agg(notice.id order by notice.unreachable_at desc, notice.id))[1] as last_notice, count(*) as how_many, max(notice.unreachable_at) as last_at
                from mt_doc_notice notice
                where notice.unreachable_at is not null
                    and not (notice.data ->> 'isErased')::boolean
                    and not exists (
                        select from mt_doc_notice other
                        where other.contact_id = notice.contact_id
                            and other.state = 'Accepted'
                            and other.data ->> 'channel' = notice.data ->> 'channel'
                            and (other.data ->> 'acceptedAt')::timestamptz > notice.unreachable_at)
                group by notice.contact_id, notice.data ->> 'channel'
            ) recipient
            where how_many >= $1 and (last_at, last_notice) < ($2, $3)
            order by last_at desc, last_notice desc
            limit $4
            """)
        {
            Parameters =
            {
                new() { Value = InARow },
                new() { Value = before.ToUniversalTime() },
                new() { Value = beforeNotification },
                new() { Value = most },
            },
        };
        var found = new List<(Guid, long, DateTimeOffset)>();
        await using var reader = await reads.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.GetInt64(1), await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken)));
        }

        return found;
    }
}
