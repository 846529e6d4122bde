using System.Security.Cryptography;
using System.Text.Json;
using BusinessFocus.Domain.Tokens;
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
public sealed class SigningKeys(string path) : IRotatingKeys
{
    /// <summary>Refresh tokens are signed too, and live longest.</summary>
    public static readonly TimeSpan ShownAfter = Lifetimes.Refresh + TimeSpan.FromDays(1);

    private static readonly KeySchedule Schedule = new(ShownAfter);

    private readonly KeyFiles files = KeyFiles.BesideFirst(path);
    private readonly Lock gate = new();

    /// <summary>By what is in the file: a key that was stolen is deleted, and the next one may have its name.</summary>
    private readonly Dictionary<(string Text, DateTimeOffset From), SigningKey> read = [];

    public string Purpose => files.Name;

    /// <summary>Those that are shown now, the one that signs first.</summary>
    public IReadOnlyList<SigningKey> At(DateTimeOffset now) => Schedule.At(Read(), key => key.From, now);

    /// <summary>Makes the next one; where there is one that does not sign yet, that one.</summary>
    public SigningKey Rotate(DateTimeOffset now)
    {
        var from = KeySchedule.NextAfter(Read().Select(key => key.From), now);
        KeyFile.Keep(files.FileOf(from), Make);
        return At(now).First(key => key.From == from);
    }

    DateTimeOffset IRotatingKeys.Rotate(DateTimeOffset now) => Rotate(now).From;

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
            files.KeepOne(Make);
            return [.. files.Find().Select(each => Of(File.ReadAllText(each.File), each.From))];
        }
    }

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private SigningKey Of(string text, DateTimeOffset from) => read.TryGetValue((text, from), out var known) ? known : read[(text, from)] = Load(text, from);

    private static SigningKey Load(string text, DateTimeOffset from)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(text);
        var key = new ECDsaSecurityKey(ecdsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningKey(key.KeyId, key, from);
    }
}
