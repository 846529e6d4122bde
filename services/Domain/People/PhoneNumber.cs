using System.Text.RegularExpressions;
using BusinessFocus.Domain.Texts;
using PhoneNumbers;

namespace BusinessFocus.Domain.People;

/// <summary>Phone numbers as people in Sweden write them.</summary>
public static partial class PhoneNumber
{
    private const string Region = "SE";

    /// <summary>Shorter is no number of its own, but a part of one: 070/123 45 67.</summary>
    private const int FewestDigits = 6;

    /// <summary>The number in E.164, for instance +46302522000.</summary>
    public static bool TryNormalise(string? text, out string e164) => Read(text, out e164) is null;

    /// <summary>What is wrong with it and what was expected; empty where nothing is.</summary>
    public static Wording WhyNot(string? text) => Read(text, out _) ?? Wording.Same("");

    private static Wording? Read(string? text, out string e164)
    {
        e164 = "";
        var written = AsDigits(text);
        if (AnotherNumber().Split(written).Count(part => part.Count(char.IsAsciiDigit) >= FewestDigits) > 1)
        {
            return new Wording("Flera telefonnummer; ett väntas.", "Several phone numbers; one is expected.");
        }

        if (!written.Any(char.IsAsciiDigit))
        {
            return new Wording("Ett telefonnummer väntas, till exempel 070-123 45 67.", "A phone number is expected, for example 070-123 45 67 or +44 20 7946 0958.");
        }

        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(written, Region);
            if (numbers.IsValidNumber(number))
            {
                e164 = numbers.Format(number, PhoneNumberFormat.E164);
                return null;
            }
        }
        catch (NumberParseException)
        {
            // Told below, as what is no valid number.
        }

        var digits = written.Count(char.IsAsciiDigit);
        return new Wording(
            $"Inget telefonnummer finns med dessa {digits} siffror; riktnummer väntas, och landsnummer om det inte är svenskt.",
            $"No phone number has these {digits} digits; an area code is expected, and a country code unless it is Swedish.");
    }

    /// <summary>Without what a reader skips: words ("mobil", "tel."), an extension, and the many signs that are written for a hyphen or a space.</summary>
    private static string AsDigits(string? text)
    {
        var plain = Dashes.AsHyphens(VisibleText.Plain(text ?? ""));
        return Words().Replace(Extension().Replace(plain, ""), " ").Trim();
    }

    [GeneratedRegex(@"\b(?:ankn|anknytning|ankn\.nr|ext|extension|lokal)\b.*$|(?<=\d)\s*[x#]\s*\d{1,6}\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Extension();

    /// <summary>A word with the brackets and signs around it.</summary>
    [GeneratedRegex(@"\([^()\d]*\)|\p{L}[\p{L}\p{M}.:]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"[/,;|&\n]|\s{2,}")]
    private static partial Regex AnotherNumber();
}
