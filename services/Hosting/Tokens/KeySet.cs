using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>The public keys in a JWKS file, read again when it has changed.</summary>
internal sealed class KeySet(string path)
{
    private readonly Lock gate = new();
    private IList<SecurityKey> keys = [];
    private DateTime readAt;

    public string Path => path;

    /// <summary>What to do about a key that is not there; null where there is nothing to be done.</summary>
    public Action? Missing { get; set; }

    public IEnumerable<SecurityKey> Find(string? keyId)
    {
        lock (gate)
        {
            var changedAt = File.GetLastWriteTimeUtc(path);
            if (changedAt != readAt && File.Exists(path))
            {
                keys = new JsonWebKeySet(File.ReadAllText(path)).GetSigningKeys();
                readAt = changedAt;
            }

            var found = keys.Where(key => keyId is null || key.KeyId == keyId).ToList();
            if (found.Count == 0)
            {
                Missing?.Invoke();
            }

            return found;
        }
    }
}
