using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace BusinessFocus.Feedback.Comments;

/// <summary>What kind of personal data a text seems to have.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PersonalDataKind>))]
public enum PersonalDataKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A phone number.</summary>
    Phone,

    /// <summary>A Swedish personal, coordination or organisation number.</summary>
    PersonalNumber,

    /// <summary>A link or a name in a social network.</summary>
    Address,

    /// <summary>Two or more words in a row that begin with capitals: perhaps somebody's name.</summary>
    Name,
}

/// <summary>Where a text seems to have personal data.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Start">The first character, from 0, in UTF-16 code units.</param>
/// <param name="Length">Characters (UTF-16 code units).</param>
public sealed record PersonalDataFound(PersonalDataKind Kind, int Start, int Length);

/// <summary>Points out what looks like personal data, for a person to decide: it finds too much rather than too little, and not all.</summary>
public static partial class PersonalData
{
    public static IReadOnlyList<PersonalDataFound> In(string text)
    {
        var found = new List<PersonalDataFound>();
        foreach (var (kind, pattern) in Patterns())
        {
            found.AddRange(pattern.Matches(text)
                .Select(match => new PersonalDataFound(kind, match.Index, match.Length))
                .Where(each => !found.Exists(other => other.Start < each.Start + each.Length && each.Start < other.Start + other.Length)));
        }

        return [.. found.OrderBy(each => each.Start)];
    }

    // The more certain first: what one of them has found, the others leave.
    private static (PersonalDataKind Kind, Regex Pattern)[] Patterns() =>
    [
        (PersonalDataKind.Email, Email()),
        (PersonalDataKind.Address, Address()),
        (PersonalDataKind.PersonalNumber, PersonalNumber()),
        (PersonalDataKind.Phone, Phone()),
        (PersonalDataKind.Name, Name()),
    ];

    [GeneratedRegex(@"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+", RegexOptions.None, 200)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?:https?://|www\.)\S+|(?<!\S)@\w{3,}", RegexOptions.IgnoreCase, 200)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:\d{2})?\d{6}[-+]\d{4}\b|\b(?:19|20)\d{10}\b", RegexOptions.None, 200)]
    private static partial Regex PersonalNumber();

    [GeneratedRegex(@"(?<!\w)(?:\+|00|0)\d(?:[ \-/]?\d){6,13}\b", RegexOptions.None, 200)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)+\b", RegexOptions.None, 200)]
    private static partial Regex Name();
}
