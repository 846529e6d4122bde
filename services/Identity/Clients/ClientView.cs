using BusinessFocus.Contracts;
using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Clients;

/// <summary>A program that signs in as itself, without its secret.</summary>
/// <param name="Id">What it signs in with: the <c>client_id</c>, and the <c>sub</c> of its tokens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Association">Which association it speaks for; left out where it has not that role.</param>
/// <param name="HostId">Which host it speaks for; left out where it has not that role.</param>
/// <param name="IsDisabled">Whether it gets no tokens any more.</param>
/// <param name="MadeAt">UTC: since when it is there.</param>
/// <param name="SecretSince">UTC: since when it has its secret.</param>
/// <param name="FormerSecretUntil">UTC: until when the secret before is good too; left out where it is not.</param>
/// <param name="Version">How often it was changed: the number in the ETag.</param>
public sealed record ClientView(
    string Id,
    string Name,
    IReadOnlyList<Role> Roles,
    string? Association,
    HostId? HostId,
    bool IsDisabled,
    DateTimeOffset MadeAt,
    DateTimeOffset SecretSince,
    DateTimeOffset? FormerSecretUntil,
    long Version)
{
    public static ClientView Of(Client client, DateTimeOffset now) => new(
        client.ClientId,
        client.Name,
        client.Roles,
        client.Association,
        client.HostId,
        client.IsDisabled,
        client.MadeAt,
        client.SecretSince,
        client.FormerUntil > now ? client.FormerUntil : null,
        client.StreamVersion);
}

/// <summary>A client with the secret that it was given.</summary>
/// <param name="Client">As it is now.</param>
/// <param name="Secret">The <c>client_secret</c>: shown now, and never again.</param>
public sealed record ClientWithSecret(ClientView Client, string Secret);
