using System.Globalization;
using System.Net.Mail;

namespace BusinessFocus.ServiceDefaults.People;

/// <summary>E-mail addresses as people write them, made comparable.</summary>
public static class EmailAddress
{
    private const int Longest = 254;

    /// <summary>The address without what does not matter: spaces around it, capitals; an internationalised domain in ASCII.</summary>
    public static bool TryNormalise(string? text, out string normalised)
    {
        normalised = "";
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || trimmed.Length > Longest || !MailAddress.TryCreate(trimmed, out var address) || address.Address != trimmed)
        {
            return false;
        }

        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(trimmed[(at + 1)..]).ToLowerInvariant();
            normalised = $"{trimmed[..at].ToLowerInvariant()}@{domain}";
            return domain.Contains('.', StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
