using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace BusinessFocus.Identity.Passkeys;

/// <summary>
/// Where the shared framework finds passkeys: in the account's state. Accounts themselves are made, changed and removed by what people do
/// with them, never through here.
/// </summary>
public sealed class PasskeyStore(IQuerySession reads, ISessionFactory sessions, TimeProvider clock) : IUserPasskeyStore<Account>
{
    private const int LongestId = 1_400;

    public static string IdOf(byte[] credentialId) => Base64Url.EncodeToString(credentialId);

    /// <summary>Which one an answer says that it is of; null where it says nothing that could be one.</summary>
    public static byte[]? IdIn(string credentialJson)
    {
        try
        {
            return JsonNode.Parse(credentialJson) is JsonObject answer && answer["id"] is JsonValue value && value.TryGetValue<string>(out var id)
                && id.Length is > 0 and <= LongestId && Base64Url.IsValid(id)
                ? Base64Url.DecodeFromChars(id)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is kept of it. Who made the device is not asked for, so what would prove it is left out.</summary>
    public static Passkey Of(UserPasskeyInfo passkey) => new(
        IdOf(passkey.CredentialId),
        Convert.ToBase64String(passkey.PublicKey),
        passkey.Name ?? "",
        passkey.SignCount,
        passkey.Transports ?? [],
        passkey.IsUserVerified,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        passkey.CreatedAt);

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var (id, now) = (IdOf(passkey.CredentialId), clock.GetUtcNow());
        await sessions.DecideAsync<Account>(
            user.Id,
            ExpectedVersion.Any,
            account => account.Passkeys.Any(known => known.Id == id)
                ? UsePasskey.Decide(account, id, passkey.SignCount, passkey.IsBackedUp, now)
                : AddPasskey.Decide(account, SignInWay.Passkey, now, Of(passkey), now),
            cancellationToken);
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(InfoOf)]);

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = IdOf(credentialId);
        return await reads.Query<Account>().Where(account => account.Passkeys.Any(passkey => passkey.Id == id)).FirstOrDefaultAsync(cancellationToken);
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = IdOf(credentialId);
        return Task.FromResult(user.Passkeys.Where(passkey => passkey.Id == id).Select(InfoOf).FirstOrDefault());
    }

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var (id, now) = (IdOf(credentialId), clock.GetUtcNow());
        return sessions.DecideAsync<Account>(
            user.Id, ExpectedVersion.Any, account => RemovePasskey.Decide(account, SignInWay.Passkey, now, id, now), cancellationToken);
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) && await reads.LoadAsync<Account>(id, cancellationToken) is { CanSignIn: true } account ? account : null;

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await reads.LoadAsync<Account>(AccountIds.Of(normalizedUserName).Value, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.Id),
        Convert.FromBase64String(passkey.PublicKey),
        passkey.AddedAt,
        (uint)passkey.SignCount,
        [.. passkey.Transports],
        passkey.IsUserVerified,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        [],
        [])
    {
        Name = passkey.Name,
    };
}
