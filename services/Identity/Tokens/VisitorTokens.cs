using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// Access tokens of visitors. They say who somebody is in registrations, and not the address. OpenIddict does not issue them: there is
/// neither an account nor a program, and nothing of them is stored.
/// </summary>
public sealed class VisitorTokens(SigningKeys keys, IConfiguration configuration, TimeProvider clock)
{
    public string Of(string normalisedEmail)
    {
        var (contact, now) = (ContactIds.Of(normalisedEmail), clock.GetUtcNow());
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = configuration["Tokens:Issuer"],
            Audience = Roles.Audience,
            TokenType = "at+jwt",
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetimes.Person).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                // No account has such an id.
                ["sub"] = $"{Roles.Visitor}-{contact}",
                [Roles.RoleClaim] = Roles.Visitor,
                [Roles.ContactClaim] = contact.ToString(),
            },
            SigningCredentials = new SigningCredentials(keys.At(now)[0].Key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
