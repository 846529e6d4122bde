using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Testing;

/// <summary>Signs access tokens as Identity does, with a key of the test's own.</summary>
public sealed class TestTokens(ECDsa signing, string keyId)
{
    public const string Issuer = "http://gateway.test";

    private readonly ECDsaSecurityKey key = new(signing) { KeyId = keyId };

    public TestTokens() : this(ECDsa.Create(ECCurve.NamedCurves.nistP256), Guid.NewGuid().ToString("N"))
    {
    }

    /// <summary>With the key of a running Identity, which believes no other.</summary>
    /// <param name="keySet">The file in which it shows the public one.</param>
    public static TestTokens Of(string keyFile, string keySet)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyFile));
        return new TestTokens(key, (string)JsonNode.Parse(File.ReadAllText(keySet))!["keys"]![0]!["kid"]!);
    }

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
    /// <param name="municipality">In whose editions; null for all.</param>
    /// <param name="day">On which day at the door; null for any.</param>
    public string For(
        string role,
        string subject,
        string? association = null,
        string? host = null,
        string? door = null,
        string? also = null,
        string? municipality = null,
        DateOnly? day = null,
        string? contact = null)
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

        if (day is { } given)
        {
            claims[Roles.DayClaim] = OwnDays.Written(given);
        }

        if (contact is not null)
        {
            claims[Roles.ContactClaim] = contact;
        }

        if (municipality is not null)
        {
            claims[Roles.MunicipalityClaim] = OwnMunicipality.Written(role, municipality);
        }

        return Sign(Good(claims));
    }

    /// <summary>Tokens that say a role, each with something that makes it no good, and what that is.</summary>
    public IEnumerable<(string Name, string Token)> NoGood(string role, Revocations revocations)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = "mallory", [Roles.RoleClaim] = role };
        yield return ("expired", Sign(Good(claims), token => (token.IssuedAt, token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddHours(-2), now.AddHours(-1))));
        yield return ("not valid yet", Sign(Good(claims), token => (token.NotBefore, token.Expires) = (now.AddHours(1), now.AddHours(2))));
        yield return ("for somebody else", Sign(Good(claims), token => token.Audience = "another"));
        yield return ("of another issuer", Sign(Good(claims), token => token.Issuer = "http://gateway.test.example"));
        yield return ("of another kind", Sign(Good(claims), token => token.TokenType = "JWT"));
        yield return ("of another key", new TestTokens(ECDsa.Create(ECCurve.NamedCurves.nistP256), key.KeyId).Sign(Good(claims)));
        yield return ("alg none", WithoutSignature(Sign(Good(claims))));
        yield return ("no token at all", "organiser");

        revocations.Add(new Revocation("revoked", now, now.AddHours(1)));
        yield return ("revoked", Sign(Good(new Dictionary<string, object>(claims) { ["sub"] = "revoked" }), token => (token.IssuedAt, token.NotBefore) = (now, now)));
    }

    private static SecurityTokenDescriptor Good(Dictionary<string, object> claims) => new()
    {
        Issuer = Issuer,
        Audience = Roles.Audience,
        TokenType = "at+jwt",
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = claims,
    };

    private string Sign(SecurityTokenDescriptor token, Action<SecurityTokenDescriptor>? change = null)
    {
        token.SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        change?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    private static string WithoutSignature(string token)
    {
        var header = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""));
        return $"{header}.{token.Split('.')[1]}.";
    }
}
