using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Applications;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Identity.Clients;

/// <summary>A client of the configuration's <c>Clients</c>.</summary>
/// <param name="Role">As the access token's <c>role</c> claim says it.</param>
/// <param name="Association">The association that it speaks for; only for the role association.</param>
/// <param name="Host">The HostId that it speaks for; only for the role host.</param>
public sealed record ConfiguredClient(string Id, string Secret, string Role, string? Association = null, string? Host = null);

/// <summary>
/// Clients of the configuration are taken over once, with their secrets; from then on they are changed here. So a secret that was
/// rotated does not come back with the next start. An organiser's client may do all that it could, which is two roles today.
/// </summary>
public sealed partial class TakeOverClients(
    IConfiguration configuration, IServiceScopeFactory scopes, ClientSecrets secrets, TimeProvider clock, ILogger<TakeOverClients> log) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<ISessionFactory>();
        var applications = scope.ServiceProvider.GetRequiredService<RegisterApplication>();
        foreach (var configured in configuration.GetSection("Clients").Get<ConfiguredClient[]>() ?? [])
        {
            var (hash, now) = (secrets.HashOf(configured.Secret), clock.GetUtcNow());
            await applications.EnsureMachineAsync(configured.Id, cancellationToken);
            var decided = await sessions.DecideAsync<Client>(
                Client.StreamOf(configured.Id), ExpectedVersion.Any, client => Decide(client, configured, hash, now), cancellationToken);
            if (!decided.State.Accepts(hash, now))
            {
                LogOther(log, configured.Id);
            }
        }
    }

    public static Decision Decide(Client client, ConfiguredClient configured, string secretHash, DateTimeOffset now)
    {
        if (client.Exists)
        {
            return Decision.Nothing;
        }

        if (Actors.IsSomebodyElses(configured.Id))
        {
            throw new InvalidOperationException($"{configured.Id}, in Clients, is no id that a client can have.");
        }

        var role = RoleClaims.Find(configured.Role) ?? throw new InvalidOperationException($"{configured.Role}, of the client {configured.Id}, is no role.");
        return Decision.Of(new ClientWasMade(
            configured.Id,
            configured.Id,
            role == Role.Organiser ? [Role.Organiser, Role.DataProtectionOfficer] : [role],
            configured.Association,
            HostId.TryParse(configured.Host, out var host) ? host : null,
            secretHash,
            Actors.Configuration,
            now));
    }

    [LoggerMessage(LogLevel.Warning, "The client {Client} has another secret now than the configuration says, or is disabled: the configuration's is not used")]
    private static partial void LogOther(ILogger logger, string client);
}
