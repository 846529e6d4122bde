namespace BusinessFocus.Web.Surveys;

/// <summary>What somebody pasted to show that they were there.</summary>
/// <param name="Code">Of a ticket; null where it is a link.</param>
/// <param name="Link">To a registration, as letters have it; null where it is a code.</param>
public sealed record PastedTicket(string? Code, (Guid Registration, string Token)? Link)
{
    private const int Longest = 400;

    /// <summary>Null where it can be neither.</summary>
    public static PastedTicket? Read(string pasted)
    {
        if (!Uri.TryCreate(pasted, UriKind.Absolute, out var address))
        {
            return pasted.Length is > 0 and <= Longest && pasted.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                ? new PastedTicket(pasted, null)
                : null;
        }

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        return Guid.TryParse(address.Segments[^1].Trim('/'), out var registration) && query.TryGetValue("token", out var token) && token.ToString() is { Length: > 0 } text
            ? new PastedTicket(null, (registration, text))
            : null;
    }
}
