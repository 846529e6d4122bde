using System.Security.Cryptography;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Registration.Keys;

/// <summary>
/// Registration's own keys, in the folder Registration:Keys; created when they are missing. All instances share them. What others
/// read tickets with goes to the folder Registration:PublicKeys, or beside the private key where none is set.
/// </summary>
public sealed class RegistrationKeys
{
    private RegistrationKeys(ECDsa tickets, byte[] links, byte[] companies) => (Tickets, Links, Companies) = (tickets, links, companies);

    /// <summary>Signs tickets (ECDSA on P-256); its public half verifies them without a network.</summary>
    public ECDsa Tickets { get; }

    /// <summary>Makes the tokens of manage links.</summary>
    public byte[] Links { get; }

    /// <summary>Stands between a sole trader's personal number and what it is recognised by.</summary>
    public byte[] Companies { get; }

    /// <param name="publicFolder">Where the public key goes, for those who read tickets and may not see the rest.</param>
    public static RegistrationKeys Load(string folder, string publicFolder)
    {
        var tickets = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tickets.ImportFromPem(KeyFile.Keep(Path.Combine(folder, "tickets.pem"), tickets.ExportPkcs8PrivateKeyPem));
        KeyFile.Show(Path.Combine(publicFolder, "tickets.pub.pem"), tickets.ExportSubjectPublicKeyInfoPem());
        return new RegistrationKeys(tickets, Secret("links.key"), Secret("companies.key"));

        byte[] Secret(string name) =>
            Convert.FromHexString(KeyFile.Keep(Path.Combine(folder, name), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));
    }
}
