using System.Security.Cryptography;
using BusinessFocus.ServiceDefaults.Tokens;

namespace BusinessFocus.Registration.Tickets;

/// <summary>
/// Registration's own keys, in the folder Registration:Keys; made when they are missing. All instances share them.
/// </summary>
public sealed class Keys
{
    private Keys(ECDsa tickets, byte[] links, byte[] companies) => (Tickets, Links, Companies) = (tickets, links, companies);

    /// <summary>Signs tickets (ECDSA on P-256); its public half verifies them without a network.</summary>
    public ECDsa Tickets { get; }

    /// <summary>Makes the tokens of manage links.</summary>
    public byte[] Links { get; }

    /// <summary>Stands between a sole trader's personal number and what it is recognised by.</summary>
    public byte[] Companies { get; }

    public static Keys Load(string folder)
    {
        var tickets = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tickets.ImportFromPem(KeyFile.Keep(Path.Combine(folder, "tickets.pem"), tickets.ExportPkcs8PrivateKeyPem));
        return new Keys(tickets, Secret("links.key"), Secret("companies.key"));

        byte[] Secret(string name) =>
            Convert.FromHexString(KeyFile.Keep(Path.Combine(folder, name), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));
    }
}
