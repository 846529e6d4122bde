using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Registration.Keys;

/// <summary>The keys that sign tickets, each with a file of its public half, which is shown as long as the key is good.</summary>
public sealed class IssuedTicketKeys : IRotatingKeys
{
    private readonly KeyFiles files;
    private readonly KeyFiles shown;
    private readonly RotatingKeys<ECDsa> keys;

    public IssuedTicketKeys(string folder, string publicFolder, TimeProvider clock)
    {
        files = new KeyFiles(folder, TicketKeys.Purpose, ".pem");
        shown = new KeyFiles(publicFolder, TicketKeys.Purpose, TicketKeys.Extension);
        files.KeepOne(Make);
        keys = new RotatingKeys<ECDsa>(files, KeySchedule.UntilTheFestivalIsOver, Make, Read, clock);
        Show();
    }

    public string Purpose => keys.Purpose;

    /// <summary>The one that signs.</summary>
    public ECDsa Current => keys.Current;

    public IReadOnlyList<ECDsa> All => keys.All;

    public DateTimeOffset Rotate(DateTimeOffset now)
    {
        var from = keys.Rotate(now);
        Show();
        return from;
    }

    private void Show()
    {
        var there = files.Find();
        foreach (var (file, _) in shown.Find().Where(each => !there.Any(key => key.From == each.From)))
        {
            File.Delete(file);
        }

        foreach (var (file, from) in there)
        {
            using var key = Read(File.ReadAllText(file));
            KeyFile.Show(shown.FileOf(from), key.ExportSubjectPublicKeyInfoPem());
        }
    }

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static ECDsa Read(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
