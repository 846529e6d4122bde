using System.Text.RegularExpressions;

namespace BusinessFocus.Domain.Tokens;

/// <summary>
/// The tokens of links, where a text with links is shown to somebody who is not its reader: staff act under their own name, and not by
/// somebody's link. Any part of an address that is as long as a token is left out, whatever it is.
/// </summary>
public static partial class TokensInText
{
    public static string Hide(string text) => Token().Replace(text, "…");

    /// <summary>An id has 36 characters, a token 43 and more.</summary>
    [GeneratedRegex(@"(?<=[/=])[A-Za-z0-9_.~%-]{40,}")]
    private static partial Regex Token();
}
