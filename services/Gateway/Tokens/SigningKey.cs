using System.Security.Cryptography;
using System.Text.Json;
using BusinessFocus.Hosting.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Gateway.Tokens;

/// <summary>
/// The key that signs access tokens (ECDSA on P-256): created when it is missing, kept where Tokens:SigningKey says.
/// Its public half goes to Tokens:KeySet as a JWKS, from which every service checks tokens by itself.
/// </summary>
public static class SigningKey
{
    public static ECDsaSecurityKey Load(string path, string keySet)
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ecdsa.ImportFromPem(KeyFile.Keep(path, ecdsa.ExportPkcs8PrivateKeyPem));
        var key = new ECDsaSecurityKey(ecdsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        KeyFile.Show(keySet, KeySetOf(key));
        return key;
    }

    private static string KeySetOf(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    use = "sig",
                    alg = SecurityAlgorithms.EcdsaSha256,
                    kid = key.KeyId,
                    x = Base64UrlEncoder.Encode(point.X),
                    y = Base64UrlEncoder.Encode(point.Y),
                },
            },
        });
    }
}
