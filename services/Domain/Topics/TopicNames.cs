using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BusinessFocus.Domain.Topics;

/// <summary>The one name that a topic has, however it is written: "Miljö" is the same topic as "miljo".</summary>
public static partial class TopicNames
{
    /// <summary>In small letters without dots, rings and accents.</summary>
    public static string Of(string topic)
    {
        var name = new StringBuilder(topic.Length);
        foreach (var letter in topic.Trim().ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                name.Append(letter);
            }
        }

        return name.ToString();
    }

    /// <summary>Letters and digits, with single hyphens between them.</summary>
    public static bool IsOne(string? topic) => topic is not null && Name().IsMatch(topic);

    [GeneratedRegex(@"^[\p{L}\d]+(-[\p{L}\d]+)*\z")]
    private static partial Regex Name();
}
