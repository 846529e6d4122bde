using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// What tickets are read with outside Registration: its public keys, from the PEM files that it writes, a new one before it signs. They are
/// read when they are first asked for, and looked for again, so that no service has to wait for Registration to start.
/// </summary>
public sealed class TicketKeys
{
    /// <summary>Of the files: <c>tickets.pub.pem</c> is the first.</summary>
    public const string Extension = ".pub.pem";

    public const string Purpose = "tickets";

    private readonly RotatingKeys<ECDsa> keys;

    /// <param name="path">The first one's file; the others are beside it.</param>
    public TicketKeys(string path, TimeProvider clock) => keys = new(
        new KeyFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path).Split('.')[0], Extension),
        KeySchedule.UntilTheFestivalIsOver,
        () => throw new InvalidOperationException("They are Registration's."),
        Read,
        clock);

    /// <summary>For <see cref="TicketCode"/>; none while there is no file yet.</summary>
    public IReadOnlyList<ECDsa> Public => keys.All;

    private static ECDsa Read(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
