using System.Text.RegularExpressions;

namespace BusinessFocus.Registration.Members;

/// <summary>What a spreadsheet makes of a number that is a name and no quantity: an exponent, and no zeros in front.</summary>
public static partial class NumberInSpreadsheet
{
    private const int Longest = 10;
    private const int Shortest = 7;

    /// <summary>All digits of one that is written with an exponent and has kept them, as 5,561777631E+09 has; any other text as it is.</summary>
    public static string? Digits(string? text) =>
        Exponent().Match(text ?? "") is { Success: true } match && DigitsOf(match) is var digits && digits.Length == PlacesOf(match) ? digits : text;

    /// <summary>Whether it has fewer digits than it had, as 5,56E+09 has.</summary>
    public static bool HasLostDigits(string? text) =>
        Exponent().Match(text ?? "") is { Success: true } match && DigitsOf(match).Length < PlacesOf(match);

    /// <summary>A sole trader's number whose owner was born in the first years of a century, with its zeros again; null for what cannot be one.</summary>
    public static string? WithLeadingZeros(string? text) =>
        text?.Trim() is { Length: >= Shortest and < Longest } digits && digits.All(char.IsAsciiDigit) ? digits.PadLeft(Longest, '0') : null;

    private static string DigitsOf(Match match) => match.Groups["first"].Value + match.Groups["rest"].Value;

    private static int PlacesOf(Match match) => int.Parse(match.Groups["exponent"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1;

    [GeneratedRegex(@"^\s*(?<first>[1-9])(?:[.,](?<rest>[0-9]{1,20}))?[eE]\+?(?<exponent>[0-9]{1,2})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Exponent();
}
