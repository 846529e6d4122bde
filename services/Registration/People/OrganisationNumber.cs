using System.Globalization;
using System.Text.RegularExpressions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Registration.People;

/// <summary>
/// A Swedish organisation number: ten digits, the third at least 2, the last a Luhn check digit (Skatteverket, SKV
/// 709). A sole trader's is the owner's personal or coordination number (SKV 704, SKV 707): personal data.
/// </summary>
public readonly partial record struct OrganisationNumber
{
    private OrganisationNumber(string digits, bool isPersonal) => (Digits, IsPersonal) = (digits, isPersonal);

    /// <summary>Ten digits.</summary>
    public string Digits { get; }

    /// <summary>Whether it is a person's own number.</summary>
    public bool IsPersonal { get; }

    /// <summary>How it may be shown and stored: a person's own number only as its birth year and month, the rest masked.</summary>
    public string Shown => IsPersonal ? $"{Digits[..4]}**-****" : $"{Digits[..6]}-{Digits[6..]}";

    /// <summary>
    /// With or without the hyphen, whatever sign is written for it, spaces, and the century (16 for organisations, 18 to 20 for
    /// people); also as a VAT number (SE, the ten digits, 01), and with "org.nr" before it.
    /// </summary>
    public static bool TryParse(string? text, out OrganisationNumber number) => Read(text, out number) is null;

    /// <summary>What is wrong with it and what was expected; empty where nothing is. Without the number, which can be a person's.</summary>
    public static Wording WhyNot(string? text) => Read(text, out _) ?? Wording.Same("");

    private static Wording? Read(string? text, out OrganisationNumber number)
    {
        number = default;
        var written = string.Concat(Dashes.AsHyphens(VisibleText.Plain(text ?? "")).Where(character => !char.IsWhiteSpace(character)));
        written = Label().Replace(written, "");
        var isVat = written.StartsWith("SE", StringComparison.OrdinalIgnoreCase);
        var digits = isVat ? Vat().Match(written).Groups["number"].Value : written;
        if (isVat && digits.Length == 0)
        {
            return new Wording("Ett svenskt momsregistreringsnummer är SE, tio siffror och 01.", "A Swedish VAT number is SE, ten digits and 01.");
        }

        if (digits.Length is 11 or 13 && digits[^5] is '-' or '+')
        {
            digits = digits.Remove(digits.Length - 5, 1);
        }

        if (digits.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var wrong)
        {
            return new Wording(
                $"Ett organisationsnummer är tio siffror, som 556177-7631; här står \"{digits[wrong]}\" bland dem.",
                $"An organisation number is ten digits, like 556177-7631; \"{digits[wrong]}\" stands among them.");
        }

        if (digits.Length is not (10 or 12))
        {
            return new Wording(
                $"Ett organisationsnummer är tio siffror, som 556177-7631; här är det {digits.Length}.",
                $"An organisation number has ten digits, like 556177-7631; this one has {digits.Length}.");
        }

        var century = digits.Length == 12 ? digits[..2] : null;
        digits = digits[^10..];
        if (!HasCheckDigit(digits))
        {
            return new Wording(
                "Kontrollsiffran (den sista) stämmer inte med de andra: någon siffra är fel.",
                "The check digit (the last one) does not match the others: one of the digits is wrong.");
        }

        var isOrganisation = digits[2] >= '2' && century is null or "16";
        var isPerson = !isOrganisation && century is null or "18" or "19" or "20" && IsBirthDate(digits);
        if (isOrganisation || isPerson)
        {
            number = new OrganisationNumber(digits, isPerson);
            return null;
        }

        return new Wording(
            "Numret är varken en organisations (16 före eller inget, tredje siffran minst 2) eller en persons (som börjar med ett födelsedatum).",
            "The number is neither an organisation's (16 or nothing before it, the third digit at least 2) nor a person's (which starts with a date of birth).");
    }

    public override string ToString() => Shown;

    /// <summary>What people write before the number.</summary>
    [GeneratedRegex("^(?:(?:org|organisations|pers|person)[.]?-?(?:nr|nummer)|moms(?:reg|registrerings)?[.]?(?:nr|nummer)|vat(?:no|nr|number)?)[.]?:?", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex("^SE-?(?<number>[0-9]{6}-?[0-9]{4})-?01$", RegexOptions.IgnoreCase)]
    private static partial Regex Vat();

    // ISO/IEC 7812-1, annex B: every second digit from the right counts double, the sum ends in 0.
    private static bool HasCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';
            if ((digits.Length - i) % 2 == 0)
            {
                digit *= 2;
            }

            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static bool IsBirthDate(string digits)
    {
        var month = int.Parse(digits.AsSpan(2, 2), CultureInfo.InvariantCulture);
        var day = int.Parse(digits.AsSpan(4, 2), CultureInfo.InvariantCulture);
        if (day > 60)
        {
            // A coordination number: the day of birth and 60.
            day -= 60;
        }

        // A leap year, because the century is not known.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month);
    }
}
