using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// The public keys in a JWKS file, read again when it has changed. Whether it has is looked at once a second, and when a key is not there:
/// the usual request does no I/O.
/// </summary>
internal sealed class KeySet(string path, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private IList<SecurityKey> keys = [];
    private DateTime readAt;
    private long lookedAt;

    public string Path => path;

    /// <summary>What to do about a key that is not there; null where there is nothing to be done.</summary>
    public Action? Missing { get; set; }

    public IEnumerable<SecurityKey> Find(string? keyId)
    {
        lock (gate)
        {
            if (keys.Count == 0 || clock.GetElapsedTime(lookedAt) >= Look)
            {
                ReadIfChanged();
            }

            var found = In(keyId);
            if (found.Count > 0)
            {
                return found;
            }

            ReadIfChanged();
            found = In(keyId);
            if (found.Count == 0)
            {
                Missing?.Invoke();
            }

            return found;
        }
    }

    private List<SecurityKey> In(string? keyId) => [.. keys.Where(key => keyId is null || key.KeyId == keyId)];

    private void ReadIfChanged()
    {
        lookedAt = clock.GetTimestamp();
        var changedAt = File.GetLastWriteTimeUtc(path);
        if (changedAt != readAt && File.Exists(path))
        {
            keys = new JsonWebKeySet(File.ReadAllText(path)).GetSigningKeys();
            readAt = changedAt;
        }
    }
}
