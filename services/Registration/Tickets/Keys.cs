using System.Security.Cryptography;

namespace BusinessFocus.Registration.Tickets;

/// <summary>
/// Registration's own keys, in the folder Registration:Keys; made when they are missing. All instances share them.
/// </summary>
public sealed class Keys
{
    private Keys(ECDsa tickets, byte[] links) => (Tickets, Links) = (tickets, links);

    /// <summary>Signs tickets (ECDSA on P-256); its public half verifies them without a network.</summary>
    public ECDsa Tickets { get; }

    /// <summary>Makes the tokens of manage links.</summary>
    public byte[] Links { get; }

    public static Keys Load(string folder)
    {
        Directory.CreateDirectory(folder);
        var tickets = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tickets.ImportFromPem(Keep(Path.Combine(folder, "tickets.pem"), tickets.ExportPkcs8PrivateKeyPem));
        var links = Convert.FromHexString(Keep(Path.Combine(folder, "links.key"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));
        return new Keys(tickets, links);
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
