using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Privacy;

/// <summary>A person as an older rule for addresses told them apart: what is asked about the one is about the other too.</summary>
public sealed record FormerContact
{
    /// <summary>The ContactId's value that an address had as it was written then.</summary>
    public required Guid Id { get; init; }

    /// <summary>The ContactId's value of the address as it is normalised now.</summary>
    public required Guid Contact { get; init; }
}

/// <summary>Up to which event the addresses have been looked through.</summary>
public sealed record AddressesLookedThrough
{
    public const string Only = "addresses";

    public string Id { get; init; } = Only;

    public long UpTo { get; init; }
}

/// <summary>Where a service's events have an address and the id of who has it: paths in their JSON, for instance <c>recipient,address</c>.</summary>
public sealed record AddressesInEvents(string Contact, string Address);

/// <summary>
/// Finds, in the events since it last looked, who was stored under an address that is written otherwise now: an id is made of an
/// address, so they have two. At a start, and once a day while an instance of an older version may still be writing.
/// </summary>
public sealed partial class FormerContacts(
    IDocumentStore store, NpgsqlDataSource database, AddressesInEvents where, TimeProvider clock, ILogger<FormerContacts> log) : PollingService(clock, TimeSpan.FromDays(1))
{
    private const int EventsAtOnce = 50_000;

    /// <summary>Numbers are given before a commit: one can appear after a higher one.</summary>
    private const int Overlap = 1_000;

    /// <summary>These people, and whom they were told apart from once.</summary>
    public static async Task<IReadOnlyList<ContactId>> AllOfAsync(IQuerySession reads, IReadOnlyList<ContactId> contacts, CancellationToken cancellationToken)
    {
        var ids = contacts.Select(contact => contact.Value).ToArray();
        var former = await reads.Query<FormerContact>().Where(each => each.Contact.IsOneOf(ids)).Select(each => each.Id).ToListAsync(cancellationToken);
        return [.. contacts.Concat(former.Select(id => new ContactId(id))).Distinct()];
    }

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var from = Math.Max(0, ((await session.LoadAsync<AddressesLookedThrough>(AddressesLookedThrough.Only, cancellationToken))?.UpTo ?? 0) - Overlap);
        await using var count = database.CreateCommand("select coalesce(max(seq_id), 0) from mt_events");
        var last = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        while (from < last)
        {
            var upTo = Math.Min(last, from + EventsAtOnce);
            foreach (var (contact, address) in await OthersAsync(from, upTo, cancellationToken))
            {
                if (EmailAddress.TryNormalise(address, out var normalised) && ContactIds.Of(normalised) is var now && now.Value != contact)
                {
                    session.Store(new FormerContact { Id = contact, Contact = now.Value });
                }
            }

            session.Store(new AddressesLookedThrough { UpTo = upTo });
            await session.SaveChangesAsync(cancellationToken);
            from = upTo;
        }
    }

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    /// <summary>Addresses that are not as they are normalised now: few, and none that is taken now.</summary>
    private async Task<IReadOnlyList<(Guid Contact, string Address)>> OthersAsync(long after, long upTo, CancellationToken cancellationToken)
    {
        await using var find = database.CreateCommand(
            """
            select distinct (data #>> $1)::uuid, data #>> $2 from mt_events
            where seq_id > $3 and seq_id <= $4 and data #>> $2 <> '' and data #>> $2 !~ $5
            """);
        find.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = where.Contact.Split(',') }, new() { Value = where.Address.Split(',') }, new() { Value = after }, new() { Value = upTo },
            new() { Value = EmailAddress.Normalised },
        });
        var found = new List<(Guid, string)>();
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return found;
    }

    [LoggerMessage(LogLevel.Error, "Addresses that were stored by an older rule could not be looked for; they are looked for again tomorrow or at the next start")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}

public static class FormerContactsSetup
{
    /// <param name="contact">See <see cref="AddressesInEvents"/>.</param>
    /// <param name="address">See <see cref="AddressesInEvents"/>.</param>
    public static void AddFormerContacts(this WebApplicationBuilder builder, string contact, string address)
    {
        builder.Services.AddSingleton(new AddressesInEvents(contact, address));
        builder.Services.ConfigureMarten(options => options.Schema.For<FormerContact>().DocumentAlias("former_contacts").Index(former => former.Contact));
        builder.Services.ConfigureMarten(options => options.Schema.For<AddressesLookedThrough>().DocumentAlias("addresses_looked_through"));
        builder.Services.AddHostedService<FormerContacts>();
    }
}
