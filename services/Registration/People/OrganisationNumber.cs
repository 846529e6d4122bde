using System.Globalization;

namespace BusinessFocus.Registration.People;

/// <summary>
/// A Swedish organisation number: ten digits, the third at least 2, the last a Luhn check digit (Skatteverket, SKV
/// 709). A sole trader's is the owner's personal or coordination number (SKV 704, SKV 707): personal data.
/// </summary>
public readonly record struct OrganisationNumber
{
    private OrganisationNumber(string digits, bool isPersonal) => (Digits, IsPersonal) = (digits, isPersonal);

    /// <summary>Ten digits.</summary>
    public string Digits { get; }

    /// <summary>Whether it is a person's own number.</summary>
    public bool IsPersonal { get; }

    /// <summary>How it may be shown and stored: a person's own number only as its birth year and month, the rest masked.</summary>
    public string Shown => IsPersonal ? $"{Digits[..4]}**-****" : $"{Digits[..6]}-{Digits[6..]}";

    /// <summary>With or without the hyphen, and the century (16 for organisations, 18 to 20 for people).</summary>
    public static bool TryParse(string? text, out OrganisationNumber number)
    {
        number = default;
        var digits = (text ?? "").Trim().Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length is 11 or 13 && digits[^5] is '-' or '+')
        {
            digits = digits.Remove(digits.Length - 5, 1);
        }

        if (!digits.All(char.IsAsciiDigit) || digits.Length is not (10 or 12))
        {
            return false;
        }

        var century = digits.Length == 12 ? digits[..2] : null;
        digits = digits[^10..];
        if (!HasCheckDigit(digits))
        {
            return false;
        }

        var isOrganisation = digits[2] >= '2' && century is null or "16";
        var isPerson = !isOrganisation && century is null or "18" or "19" or "20" && IsBirthDate(digits);
        number = new OrganisationNumber(digits, isPerson);
        return isOrganisation || isPerson;
    }

    public override string ToString() => Shown;

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
