using BusinessFocus.Domain.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BusinessFocus.Identity.Applications;

/// <summary>A program in which people sign in, from the configuration's <c>Identity:Applications</c>; it has no secret.</summary>
/// <param name="RedirectUris">Where it gets its code. Of <c>http://127.0.0.1/…</c> any port is right, for programs on somebody's own machine (RFC 8252).</param>
/// <param name="SignedOutUris">Where a browser may go back to after it has signed out.</param>
public sealed record ConfiguredApplication(string Id, string Name, Uri[] RedirectUris, Uri[]? SignedOutUris = null);

/// <summary>What OpenIddict has to know of who asks for tokens.</summary>
public sealed class RegisterApplication(IOpenIddictApplicationManager applications)
{
    /// <summary>A machine client, whose stream alone says whether and with which secret it is let in; the secret here is nobody's.</summary>
    public async Task EnsureMachineAsync(string clientId, CancellationToken cancellationToken)
    {
        if (await applications.FindByClientIdAsync(clientId, cancellationToken) is null)
        {
            await CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = clientId,
                    ClientSecret = LinkToken.New(),
                    ClientType = ClientTypes.Confidential,
                    DisplayName = clientId,
                    Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.ClientCredentials },
                },
                cancellationToken);
        }
    }

    /// <summary>What the configuration says holds.</summary>
    public async Task EnsureAsync(ConfiguredApplication configured, CancellationToken cancellationToken)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = configured.Id,
            ClientType = ClientTypes.Public,
            ApplicationType = configured.RedirectUris.Any(address => address.IsLoopback) ? ApplicationTypes.Native : ApplicationTypes.Web,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = configured.Name,
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Revocation,
                Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Email,
                Permissions.Scopes.Profile,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        descriptor.RedirectUris.UnionWith(configured.RedirectUris);
        descriptor.PostLogoutRedirectUris.UnionWith(configured.SignedOutUris ?? []);
        if (await applications.FindByClientIdAsync(configured.Id, cancellationToken) is { } known)
        {
            await applications.UpdateAsync(known, descriptor, cancellationToken);
        }
        else
        {
            await CreateAsync(descriptor, cancellationToken);
        }
    }

    /// <summary>
    /// A program that is not in the configuration any more is forgotten with all that it was given: nobody is asked before one lets them in,
    /// and whoever has its address later would be let in as it.
    /// </summary>
    public async Task ForgetOthersAsync(IReadOnlyCollection<string> configured, CancellationToken cancellationToken)
    {
        var known = new List<object>();
        await foreach (var application in applications.ListAsync(cancellationToken: cancellationToken))
        {
            known.Add(application);
        }

        foreach (var application in known)
        {
            if (await applications.HasClientTypeAsync(application, ClientTypes.Public, cancellationToken)
                && !configured.Contains(await applications.GetClientIdAsync(application, cancellationToken) ?? ""))
            {
                await DeleteAsync(application, cancellationToken);
            }
        }
    }

    private async Task DeleteAsync(object application, CancellationToken cancellationToken)
    {
        try
        {
            await applications.DeleteAsync(application, cancellationToken);
        }
        catch (OpenIddictExceptions.ConcurrencyException)
        {
            // Another instance was quicker.
        }
    }

    private async Task CreateAsync(OpenIddictApplicationDescriptor descriptor, CancellationToken cancellationToken)
    {
        try
        {
            await applications.CreateAsync(descriptor, cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another instance was quicker: client ids are unique.
            if (await applications.FindByClientIdAsync(descriptor.ClientId!, cancellationToken) is null)
            {
                throw;
            }
        }
    }
}

/// <summary>The programs of the configuration are known before anybody signs in by them.</summary>
public sealed class ConfiguredApplications(IConfiguration configuration, IServiceScopeFactory scopes) : IStartupTask
{
    public static IReadOnlyList<ConfiguredApplication> In(IConfiguration configuration) =>
        configuration.GetSection("Identity:Applications").Get<ConfiguredApplication[]>() ?? [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var configured = In(configuration);
        foreach (var application in configured)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RegisterApplication>().EnsureAsync(application, cancellationToken);
        }

        await using var others = scopes.CreateAsyncScope();
        await others.ServiceProvider.GetRequiredService<RegisterApplication>().ForgetOthersAsync([.. configured.Select(application => application.Id)], cancellationToken);
    }
}
