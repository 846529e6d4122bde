using BusinessFocus.Registration.People;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.People;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// Tells at once whether somebody is a member: the companies' numbers and addresses of all lists, kept in memory and
/// read again within seconds of a push, so that a registration costs no query for it.
/// </summary>
public sealed partial class MemberDirectory(
    IDocumentStore store, NpgsqlDataSource database, Keys keys, TimeProvider clock, ILogger<MemberDirectory> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private volatile HashSet<string> known = [];
    private string readAt = "";

    public bool Has(string? organisationNumber, string? email) =>
        (OrganisationNumber.TryParse(organisationNumber, out var number) && known.Contains(CompanyKey.Of(number, keys)))
        || (EmailAddress.TryNormalise(email, out var normalised) && known.Contains(normalised));

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

        var read = new HashSet<string>(StringComparer.Ordinal);
        await using var command = database.CreateCommand("select company from members union select email from members where email is not null");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(reader.GetString(0));
        }

        known = read;
        readAt = version;
    }

    [LoggerMessage(LogLevel.Warning, "The members could not be read; the ones read before are used")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
