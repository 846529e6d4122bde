using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using BusinessFocus.Hosting.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Identity.Tokens;

/// <summary>A key that signs tokens, or will, or did.</summary>
/// <param name="Id">Its thumbprint: the <c>kid</c> of its tokens.</param>
/// <param name="From">UTC: it signs from then until the next one does.</param>
public sealed record SigningKey(string Id, ECDsaSecurityKey Key, DateTimeOffset From);

/// <summary>
/// The keys that sign tokens (ECDSA on P-256), in files beside the one that <c>Tokens:SigningKey</c> names, which is created when it is missing.
/// A key is shown before it signs, so that every service knows it by then, and after it did, as long as something that it signed is good.
/// All instances read the same files.
/// </summary>
public sealed class SigningKeys(string path)
{
    /// <summary>Twice as long as it takes services to look again.</summary>
    public static readonly TimeSpan ShownBefore = TimeSpan.FromMinutes(10);

    /// <summary>Refresh tokens are signed too, and live longest.</summary>
    public static readonly TimeSpan ShownAfter = Lifetimes.Refresh + TimeSpan.FromDays(1);

    private readonly string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private readonly string name = Path.GetFileNameWithoutExtension(path);
    private readonly Lock gate = new();
    private readonly Dictionary<string, SigningKey> read = [];

    /// <summary>Those that are shown now, the one that signs first.</summary>
    public IReadOnlyList<SigningKey> At(DateTimeOffset now)
    {
        var all = Read().OrderByDescending(key => key.From).ToList();
        var current = all.First(key => key.From <= now || key == all[^1]);
        var next = all.TakeWhile(key => key != current);
        var before = all.SkipWhile(key => key != current).Zip(all.SkipWhile(key => key != current).Skip(1))
            .TakeWhile(pair => now < pair.First.From + ShownAfter)
            .Select(pair => pair.Second);
        return [current, .. next, .. before];
    }

    /// <summary>Makes the next one; where there is one that does not sign yet, that one.</summary>
    public SigningKey Rotate(DateTimeOffset now)
    {
        if (At(now).FirstOrDefault(key => key.From > now) is { } coming)
        {
            return coming;
        }

        // Names are whole seconds.
        var from = DateTimeOffset.FromUnixTimeSeconds((now + ShownBefore).ToUnixTimeSeconds());
        var file = Path.Combine(folder, $"{name}.{from.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.pem");
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        KeyFile.Keep(file, made.ExportPkcs8PrivateKeyPem);
        return At(now).First(key => key.From == from);
    }

    /// <summary>What services check tokens with.</summary>
    public string KeySetAt(DateTimeOffset now) => JsonSerializer.Serialize(new
    {
        keys = At(now).Select(key =>
        {
            var point = key.Key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
            return new
            {
                kty = "EC",
                crv = "P-256",
                use = "sig",
                alg = SecurityAlgorithms.EcdsaSha256,
                kid = key.Id,
                x = Base64UrlEncoder.Encode(point.X),
                y = Base64UrlEncoder.Encode(point.Y),
            };
        }),
    });

    private List<SigningKey> Read()
    {
        lock (gate)
        {
            using (var first = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            {
                KeyFile.Keep(path, first.ExportPkcs8PrivateKeyPem);
            }

            var keys = new List<SigningKey>();
            foreach (var file in Directory.EnumerateFiles(folder, $"{name}*.pem"))
            {
                // The first one has no number; what is named otherwise is none of ours.
                var number = Path.GetFileNameWithoutExtension(file)[name.Length..].TrimStart('.');
                if (number.Length == 0 || long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                {
                    keys.Add(read.TryGetValue(file, out var known) ? known : read[file] = Load(file, number));
                }
            }

            return keys;
        }
    }

    private static SigningKey Load(string file, string number)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(File.ReadAllText(file));
        var key = new ECDsaSecurityKey(ecdsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        var from = number.Length == 0 ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeSeconds(long.Parse(number, CultureInfo.InvariantCulture));
        return new SigningKey(key.KeyId, key, from);
    }
}
