using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// What was asked of a device, while it answers: the browser keeps it, sealed, for five minutes. An answer to another question is none.
/// </summary>
public sealed class PasskeyQuestion(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("passkey question");

    public void Keep(HttpContext context, string state, IConfiguration configuration) => context.KeepQuestion(
        protector.Protect($"{(clock.GetUtcNow() + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} {state}"), configuration);

    /// <summary>Once: the browser forgets it. Null where nothing was asked, or too long ago.</summary>
    public string? Take(HttpContext context, IConfiguration configuration)
    {
        var kept = context.Question(configuration);
        context.ForgetQuestion(configuration);
        try
        {
            return kept is not null
                && protector.Unprotect(kept).Split(' ', 2) is [var until, var state]
                && clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(until, CultureInfo.InvariantCulture)
                ? state
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
