using BusinessFocus.Identity.Clients;
using Marten;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// OpenIddict knows one secret of an application. Ours are those of the <see cref="Client"/>'s stream, of which two are good for a while;
/// the one that stands in OpenIddict's table is nobody's.
/// </summary>
public sealed class MachineClients(
    IOpenIddictApplicationCache<OpenIddictEntityFrameworkCoreApplication> cache,
    ILogger<OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<OpenIddictEntityFrameworkCoreApplication> store,
    IQuerySession clients,
    ClientSecrets secrets,
    TimeProvider clock)
    : OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>(cache, logger, options, store)
{
    public override async ValueTask<bool> ValidateClientSecretAsync(
        OpenIddictEntityFrameworkCoreApplication application, string secret, CancellationToken cancellationToken = default) =>
        application.ClientId is { } id
        && await clients.LoadAsync<Client>(Client.StreamOf(id), cancellationToken) is { } client
        && client.Accepts(secrets.HashOf(secret), clock.GetUtcNow());
}
