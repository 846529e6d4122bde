using BusinessFocus.Contracts;
using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Clients;

/// <param name="SecretSince">UTC.</param>
/// <param name="FormerSecretUntil">UTC: until when the secret before is good too; null where it is not.</param>
/// <param name="Version">The ETag.</param>
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

/// <param name="Secret">Shown now, and never again.</param>
public sealed record ClientWithSecret(ClientView Client, string Secret);
