using BusinessFocus.Contracts.Registration;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// An in-memory cache of who is a member, and how large a company is: the companies' numbers and addresses of all lists,
/// kept in memory and read again within seconds of a push, so that neither a registration nor a check-in costs a query for it.
/// </summary>
public sealed partial class MemberDirectory(
    IDocumentStore store, NpgsqlDataSource database, CompanyDomains domains, TimeProvider clock, ILogger<MemberDirectory> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private volatile Known known = new([], [], [], []);
    private volatile string readAt = "";

    /// <summary>Another one after each push that was read; what is asked after it is at least as new.</summary>
    public string Version => readAt;

    /// <summary>Whether an address stands in a list. A company's number shows nothing: it is public, and anybody can type it.</summary>
    /// <param name="email">Normalised.</param>
    public bool HasAddress(string email) => known.Addresses.ContainsKey(email);

    /// <param name="company">Its key.</param>
    public bool HasCompany(string company) => known.Sizes.ContainsKey(company);

    /// <summary>The company that an address is of: it stands in a list, or the members at its domain are all of one company.</summary>
    /// <param name="email">Normalised; empty for none.</param>
    public string? CompanyOf(string email) =>
        known.Addresses.GetValueOrDefault(email)
        ?? (domains.Of(email) is { } domain ? known.Domains.GetValueOrDefault(domain) : null);

    /// <summary>How large a company is by the lists; null where none has it, or none says how many it employs.</summary>
    /// <param name="company">Its key; null where there is no company.</param>
    public CompanySize? SizeOf(string? company) => company is null ? null : known.Sizes.GetValueOrDefault(company);

    /// <summary>The client names of the associations that have a company in their lists.</summary>
    /// <param name="company">Its key.</param>
    public IReadOnlyList<string> AssociationsOf(string company) => known.Associations.GetValueOrDefault(company) ?? [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        var lists = await session.Query<MemberList>().OrderBy(list => list.Association).ToListAsync(cancellationToken);
        var version = string.Join(',', lists.Select(list => $"{list.Association}:{list.Pushes}"));
        if (version == readAt)
        {
            return;
        }

        var read = new Known([], [], [], []);

        // Where two lists differ, the greater number: an old one is rather too low than too high.
        await using var command = database.CreateCommand(
            """
            select company, max(employees), null::text, array_agg(association order by association) from members group by company
            union all
            select min(company), null::int, email, null from members where email is not null group by email
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sameLists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            var company = reader.GetString(0);
            if (reader.IsDBNull(2))
            {
                read.Sizes[company] = reader.IsDBNull(1) ? null : Member.SizeOf(reader.GetInt32(1));
                var associations = reader.GetFieldValue<string[]>(3);
                read.Associations[company] = sameLists.TryAdd(string.Join(',', associations), associations)
                    ? associations
                    : sameLists[string.Join(',', associations)];
                continue;
            }

            var email = reader.GetString(2);
            read.Addresses[email] = company;
            if (domains.Of(email) is { } domain)
            {
                // Where several companies share a domain, it tells of none of them.
                read.Domains[domain] = read.Domains.TryGetValue(domain, out var other) && other != company ? null : company;
            }
        }

        known = read;
        readAt = version;
    }

    [LoggerMessage(LogLevel.Warning, "The members could not be read; the ones read before are used")]
    private static partial void LogFailure(ILogger logger, Exception failure);

    /// <param name="Sizes">Of companies, by their keys.</param>
    /// <param name="Addresses">The companies' keys, by address.</param>
    /// <param name="Domains">The companies' keys, by what they registered of their addresses' domain; null for a domain of several.</param>
    /// <param name="Associations">Of companies, by their keys; companies in the same lists share one array.</param>
    private sealed record Known(
        Dictionary<string, CompanySize?> Sizes,
        Dictionary<string, string> Addresses,
        Dictionary<string, string?> Domains,
        Dictionary<string, string[]> Associations);
}
