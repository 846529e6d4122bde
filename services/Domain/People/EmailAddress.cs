using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Domain.People;

/// <summary>
/// E-mail addresses as people write them, made comparable: one mailbox is one person. An address is taken where the library that
/// sends can write a letter to it that any mail server on the way has to take (RFC 5321; a test sends to what is taken). Hence no
/// quoted local part (<c>"a b"@…</c>), which hardly any server has, and no letters beyond ASCII in it: they need SMTPUTF8 of every
/// server on the way, and to one without it the library sends them all the same, which it may refuse or garble.
/// </summary>
public static class EmailAddress
{
    /// <summary>
    /// What every normalised address matches, as a regular expression of PostgreSQL too: what was stored by an older rule and does
    /// not is found by it.
    /// </summary>
    public const string Normalised = "^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@([a-z0-9-]+[.])+[a-z0-9-]+$";

    private const int Longest = 254;
    private const int LongestLocalPart = 64;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> LocalPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~-.");
    private static readonly SearchValues<char> Label = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The address without what does not matter: spaces around it, capitals, what nobody sees, the dot that ends a domain; full-width
    /// signs as usual ones, an internationalised domain in ASCII.
    /// </summary>
    public static bool TryNormalise(string? text, out string normalised) => Read(text, out normalised) is null;

    /// <summary>What is wrong with it and what was expected; empty where nothing is.</summary>
    public static Wording WhyNot(string? text) => Read(text, out _) ?? Wording.Same("");

    /// <summary>
    /// All forms under which the same address may be stored: as it is normalised, and as it was once (so that also what is no
    /// longer an address can be found and forgotten). None where it never was one.
    /// </summary>
    public static IReadOnlyList<string> FormsOf(string? text)
    {
        var forms = new List<string>();
        if (TryNormalise(text, out var normalised))
        {
            forms.Add(normalised);
        }

        if (TryNormaliseAsOnce(text, out var former) && former != normalised)
        {
            forms.Add(former);
        }

        return forms;
    }

    private static Wording? Read(string? text, out string normalised)
    {
        normalised = "";
        var written = VisibleText.Plain(text ?? "").Trim();
        var at = written.LastIndexOf('@');
        if (at < 0)
        {
            return written.Length == 0
                ? new Wording("E-postadressen saknas.", "The e-mail address is missing.")
                : new Wording("En e-postadress har ett @, till exempel anna@foretag.se.", "An e-mail address has an @, for instance anna@company.com.");
        }

        var local = written[..at].ToLowerInvariant();
        if (FlawOf(local) is { } flaw)
        {
            return flaw;
        }

        if (DomainOf(written[(at + 1)..]) is not { } domain)
        {
            return new Wording("Efter @ väntas en domän som foretag.se.", "A domain like company.com is expected after the @.");
        }

        if (local.Length + 1 + domain.Length > Longest)
        {
            return new Wording($"En e-postadress har högst {Longest} tecken.", $"An email address has at most {Longest} characters.");
        }

        normalised = $"{local}@{domain}";
        return null;
    }

    private static Wording? FlawOf(string local)
    {
        if (local.Length is 0 or > LongestLocalPart)
        {
            return new Wording($"Före @ väntas 1 till {LongestLocalPart} tecken, här är det {local.Length}.", $"1 to {LongestLocalPart} characters are expected before the @, but there are {local.Length}.");
        }

        if (local.AsSpan().IndexOfAnyExcept(LocalPart) is >= 0 and var wrong)
        {
            return new Wording(
                $"Före @ går bara a–z, siffror och tecken som . - _ +, inte \"{local[wrong]}\".",
                $"Before the @ only a–z, digits and signs like . - _ + can stand, not \"{local[wrong]}\".");
        }

        return local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)
            ? new Wording("Före @ får punkter bara stå mellan andra tecken.", "Before the @, dots can only be between other characters.")
            : null;
    }

    /// <returns>In ASCII; null where it is no name that a mail server could have.</returns>
    private static string? DomainOf(string written)
    {
        try
        {
            var ascii = Idn.GetAscii(written).ToLowerInvariant();
            var domain = ascii.EndsWith('.') ? ascii[..^1] : ascii;
            var labels = domain.Split('.');
            var isName = labels.Length > 1
                && labels.All(label => label.Length is > 0 and <= LongestLabel && !label.AsSpan().ContainsAnyExcept(Label) && label[0] != '-' && label[^1] != '-')
                // An address of a machine has no mailboxes.
                && !labels[^1].All(char.IsAsciiDigit)
                // What only looks like an encoded name is none.
                && Idn.GetAscii(Idn.GetUnicode(domain)).Equals(domain, StringComparison.OrdinalIgnoreCase);
            return isName ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The rule by which addresses were taken once; only to find what was stored by it.</summary>
    private static bool TryNormaliseAsOnce(string? text, out string normalised)
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
            var domain = Idn.GetAscii(trimmed[(at + 1)..]).ToLowerInvariant();
            normalised = $"{trimmed[..at].ToLowerInvariant()}@{domain}";
            return domain.Contains('.', StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
