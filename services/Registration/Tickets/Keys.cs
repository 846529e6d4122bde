using System.Security.Cryptography;

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
        Directory.CreateDirectory(folder);
        var tickets = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tickets.ImportFromPem(Keep(Path.Combine(folder, "tickets.pem"), tickets.ExportPkcs8PrivateKeyPem));
        return new Keys(tickets, Secret("links.key"), Secret("companies.key"));

        byte[] Secret(string name) =>
            Convert.FromHexString(Keep(Path.Combine(folder, name), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));
    }

    /// <summary>What the file has; written by whoever comes first of several instances that start at once.</summary>
    private static string Keep(string file, Func<string> make)
    {
        if (!File.Exists(file))
        {
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(unfinished, options))
            {
                writer.Write(make());
            }

            try
            {
                File.Move(unfinished, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(unfinished);
            }
        }

        return File.ReadAllText(file);
    }
}
