using System.Security.Cryptography;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Registration.Keys;

/// <summary>
/// Registration's own keys, in the folder Registration:Keys; created when they are missing. All instances share them. What others
/// read tickets with goes to the folder Registration:PublicKeys, or beside the private keys where none is set.
/// </summary>
public sealed class RegistrationKeys
{
    private RegistrationKeys(IssuedTicketKeys tickets, RotatingKeys<byte[]> links, byte[] companies) =>
        (Tickets, Links, Companies) = (tickets, links, companies);

    /// <summary>Sign tickets (ECDSA on P-256); their public halves verify them without a network.</summary>
    public IssuedTicketKeys Tickets { get; }

    /// <summary>Make the tokens of manage links.</summary>
    public RotatingKeys<byte[]> Links { get; }

    /// <summary>
    /// Stands between a sole trader's personal number and what it is recognised by. It is never another one: nobody would be recognised.
    /// </summary>
    public byte[] Companies { get; }

    /// <param name="publicFolder">Where the public keys go, for those who read tickets and may not see the rest.</param>
    public static RegistrationKeys Load(string folder, string publicFolder, TimeProvider clock) => new(
        new IssuedTicketKeys(folder, publicFolder, clock),
        RotatingKeys.Secrets(folder, "links", clock),
        Convert.FromHexString(KeyFile.Keep(Path.Combine(folder, "companies.key"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)))));
}
