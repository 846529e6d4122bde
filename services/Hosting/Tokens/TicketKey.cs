using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// What tickets are read with outside Registration: its public key, from the PEM file that it writes. It is read when it is
/// first asked for, and looked for again as long as it is missing, so that no service has to wait for Registration to start.
/// </summary>
public sealed class TicketKey(string path)
{
    private volatile ECDsa? known;

    /// <summary>For <see cref="TicketCode.TryRead"/>; null while there is no file yet.</summary>
    public ECDsa? Public => known ??= Read();

    private ECDsa? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }
}
