using System.Data.Common;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.Messages;

/// <summary>A page of the people whom a message to an edition goes to: decided once, when it is sent. The letters of a page are one transaction.</summary>
public sealed record AudiencePage
{
    /// <summary>The order in which the pages are sent.</summary>
    public Guid Id { get; init; }

    /// <summary>The MessageId's value.</summary>
    public Guid MessageId { get; init; }

    /// <summary>One per person.</summary>
    public IReadOnlyList<RegistrationId> Registrations { get; init; } = [];
}

/// <summary>Reads of an edition what an audience is decided by: whoever counts, previews or sends asks here.</summary>
public sealed class AudienceReader(IEnumerable<IChannel> channels, TimeProvider clock)
{
    public const int PageSize = 100;

    private readonly IReadOnlyList<ChannelRules> rules = [.. channels.Select(channel => channel.Rules)];

    /// <returns>Null where the edition is not known.</returns>
    public async Task<EditionAudience?> ReadAsync(IQuerySession reads, EditionId edition, AudienceFilter filter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await reads.Query<KnownActivity>().Where(activity => activity.Activity.EditionId == edition).ToListAsync(cancellationToken);
        if (known.Count == 0)
        {
            return null;
        }

        var activities = known.Select(each => each.Activity).ToDictionary(activity => activity.Id, activity => new AudienceActivity(
            activity.Kind,
            activity.Topics,
            activity.Status == ActivityStatus.Completed || activity.EndsAt <= now,
            activity.Status == ActivityStatus.Cancelled));
        var included = activities.Where(activity => filter.Includes(activity.Value)).Select(activity => activity.Key.Value).ToArray();
        var candidates = await CandidatesAsync(reads, filter, included, cancellationToken);
        var choices = await reads.Query<Preferences>()
            .Where(person => !person.Choice.ByEmail || person.Choice.Language != null || person.Choice.TurnedOff != null)
            .ToListAsync(cancellationToken);
        return EditionAudience.Decide(
            filter, activities, candidates, choices.ToDictionary(person => new ContactId(person.Id), person => person.Choice), rules);
    }

    /// <summary>Stores who gets it, in the session's commit.</summary>
    public static void StorePages(IDocumentSession session, MessageId message, EditionAudience audience) =>
        session.Insert(audience.People.Chunk(PageSize).Select(page => new AudiencePage
        {
            Id = Guid.CreateVersion7(),
            MessageId = message.Value,
            Registrations = [.. page.Select(person => person.Id)],
        }).ToArray());

    /// <summary>
    /// Without their documents, of which there can be many: from columns, and from the document only what those of before they had columns lack
    /// and what this filter looks at.
    /// </summary>
    private static async Task<IReadOnlyList<Candidate>> CandidatesAsync(
        IQuerySession reads, AudienceFilter filter, Guid[] activities, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, contact_id, activity_id, coalesce(language, data -> 'recipient' ->> 'language'),
                had_seats is true or (data -> 'booking' ->> 'isConfirmed')::boolean is true,
                case when $2 then (data ->> 'isMember')::boolean end,
                case when $3 then data ->> 'companySize' end,
                came,
                keeps_attendance
            from mt_doc_knownregistration
            where activity_id = any($1) and has_begun and is_over is not true
                and (has_address or (has_address is null and data -> 'recipient' ->> 'address' <> ''))
            """)
        {
            Parameters =
            {
                new() { Value = activities },
                new() { Value = filter.IsMember is not null },
                new() { Value = filter.CompanySizes is not null },
            },
        };
        var found = new List<Candidate>();
        await using var reader = await reads.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            // Whose it is stands in all that have begun.
            if (!reader.IsDBNull(3))
            {
                found.Add(CandidateIn(reader));
            }
        }

        return found;
    }

    private static Candidate CandidateIn(DbDataReader row) => new(
        new RegistrationId(row.GetGuid(0)),
        new ContactId(row.GetGuid(1)),
        new ActivityId(row.GetGuid(2)),
        row.GetString(3),
        row.GetBoolean(4),
        BooleanIn(row, 5),
        row.IsDBNull(6) ? null : Enum.Parse<CompanySize>(row.GetString(6)),
        BooleanIn(row, 7),
        BooleanIn(row, 8) == true);

    private static bool? BooleanIn(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);
}
