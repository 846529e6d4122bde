using System.Security.Cryptography;
using System.Text.Json;
using BusinessFocus.Hosting.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Testing;

/// <summary>Signs access tokens as the gateway does, with a key of the test's own.</summary>
public sealed class TestTokens
{
    public const string Issuer = "http://gateway.test";

    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>Writes the public key where a service looks for it.</summary>
    public void WriteKeySet(string path)
    {
        var parameters = key.ECDsa.ExportParameters(includePrivateParameters: false);
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    use = "sig",
                    alg = "ES256",
                    kid = key.KeyId,
                    x = Base64UrlEncoder.Encode(parameters.Q.X),
                    y = Base64UrlEncoder.Encode(parameters.Q.Y),
                },
            },
        }));
    }

    /// <param name="also">A second role of the same person.</param>
    public string For(string role, string subject, string? association = null, string? host = null, string? door = null, string? also = null)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject, [Roles.RoleClaim] = also is null ? role : new[] { role, also } };
        if (association is not null)
        {
            claims[Roles.AssociationClaim] = association;
        }

        if (host is not null)
        {
            claims[Roles.HostClaim] = host;
        }

        if (door is not null)
        {
            claims[Roles.DoorClaim] = door;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Roles.Audience,
            TokenType = "at+jwt",
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
