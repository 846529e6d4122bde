using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.People;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// An in-memory cache of who is a member, and how large a company is: the companies' numbers and addresses of all lists,
/// kept in memory and read again within seconds of a push, so that neither a registration nor a check-in costs a query for it.
/// </summary>
public sealed partial class MemberDirectory(
    IDocumentStore store, NpgsqlDataSource database, RegistrationKeys keys, TimeProvider clock, ILogger<MemberDirectory> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Companies by their keys, with their sizes; addresses, without.</summary>
    private volatile Dictionary<string, CompanySize?> known = [];
    private string readAt = "";

    public bool Has(string? organisationNumber, string? email) =>
        (OrganisationNumber.TryParse(organisationNumber, out var number) && known.ContainsKey(CompanyKey.Of(number, keys)))
        || (EmailAddress.TryNormalise(email, out var normalised) && known.ContainsKey(normalised));

    /// <summary>How large a company is by the lists; null where none has it, or none says how many it employs.</summary>
    /// <param name="company">Its key; null where there is no company.</param>
    public CompanySize? SizeOf(string? company) => company is null ? null : known.GetValueOrDefault(company);

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

        var read = new Dictionary<string, CompanySize?>(StringComparer.Ordinal);

        // Where two lists differ, the greater number: an old one is rather too low than too high.
        await using var command = database.CreateCommand(
            """
            select company, max(employees) from members group by company
            union all
            select distinct email, null::int from members where email is not null
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            read[reader.GetString(0)] = reader.IsDBNull(1) ? null : Member.SizeOf(reader.GetInt32(1));
        }

        known = read;
        readAt = version;
    }

    [LoggerMessage(LogLevel.Warning, "The members could not be read; the ones read before are used")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
