using System.Globalization;
using System.Text;

namespace BusinessFocus.Domain.Topics;

/// <summary>The one name that a topic has, however it is written: "Miljö" is the same topic as "miljo".</summary>
public static class TopicNames
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
}
