namespace BusinessFocus.Identity.Tokens;

/// <summary>How long what was issued is good.</summary>
public static class Lifetimes
{
    /// <summary>A person's access token: as long as somebody who was locked out gets in at most, should everything else fail.</summary>
    public static readonly TimeSpan Person = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan Client = TimeSpan.FromHours(1);

    public static readonly TimeSpan AuthorizationCode = TimeSpan.FromMinutes(1);

    /// <summary>A refresh token that is not used for so long is no good any more; each use gives a new one.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromDays(14);

    /// <summary>After that somebody signs in again, however often tokens were refreshed.</summary>
    public static readonly TimeSpan SignIn = TimeSpan.FromDays(30);

    /// <summary>The browser's own session, in which further programs are let in without a code.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromHours(12);

    /// <summary>
    /// A token that is being issued while something is revoked has been decided on before, and says a later time, in whole seconds: what was
    /// issued for so long afterwards is refused too.
    /// </summary>
    public static readonly TimeSpan Issuing = TimeSpan.FromSeconds(2);

    /// <summary>How long a browser knows that an address is its visitor's.</summary>
    public static readonly TimeSpan Visitor = TimeSpan.FromDays(30);

    /// <summary>What clocks may differ by, and what services let pass.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
}
