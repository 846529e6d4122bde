using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>
/// How an event says who did it: the <c>sub</c> of the access token (an account's id, or a client's), or one of these, which no client is
/// called. Nothing where it was stored before that was said.
/// </summary>
public static class StoredActors
{
    /// <summary>Whoever has the manage link.</summary>
    public const string Link = "~link";

    /// <summary>Somebody without an account and without a manage link: who registers, or answers a survey.</summary>
    public const string Visitor = "~visitor";

    /// <summary>Nobody asked for it: a time came, or another service told something.</summary>
    public const string System = "~system";

    /// <summary>Whoever asks. A visitor's token says whose address it is: that is not kept, for an answer to a survey is nobody's.</summary>
    /// <param name="context">Null where there is no request.</param>
    public static string Of(HttpContext? context) => context switch
    {
        null => System,
        { User: var user } when !user.IsInRole(Roles.Visitor) && user.FindFirst("sub")?.Value is { Length: > 0 } subject => subject,
        _ when context.Request.ManageToken() is { Length: > 0 } => Link,
        _ => Visitor,
    };

    /// <summary>The <c>sub</c> in what was stored; null where it is nobody's.</summary>
    public static string? SubjectIn(string? stored) => stored is null or Link or Visitor or System ? null : stored;
}
