using System.Globalization;
using System.Text.RegularExpressions;
using BusinessFocus.DesignSystem;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>What is written in a colour on another can be read: 4.5 to 1 at least (WCAG 2.2, 1.4.3), by day and by night.</summary>
public sealed partial class Colours
{
    public static TheoryData<string, string, bool> Pairs => new(
        from isDark in (bool[])[false, true]
        from pair in ((string Text, string Ground)[])
        [
            ("ink", "paper"), ("ink", "surface"), ("quiet", "paper"), ("action", "paper"), ("on-action", "action"), ("fault", "paper"),
        ]
        select (pair.Text, pair.Ground, isDark));

    [Theory, MemberData(nameof(Pairs))]
    public void A_pair_that_carries_text_is_readable(string text, string ground, bool isDark)
    {
        var colours = Read(isDark);

        Contrast(colours[text], colours[ground]).ShouldBeGreaterThanOrEqualTo(4.5);
    }

    [Fact]
    public void A_fields_border_and_the_mark_of_a_kind_are_seen()
    {
        foreach (var colours in new[] { Read(isDark: false), Read(isDark: true) })
        {
            foreach (var colour in (string[])["line", "seminar", "meeting", "visit", "open-house"])
            {
                Contrast(colours[colour], colours["paper"]).ShouldBeGreaterThanOrEqualTo(3, colour);
            }
        }
    }

    [Fact]
    public void The_font_is_small() => DesignAssets.SizeOf("fonts/hanken-grotesk.woff2").ShouldBeLessThanOrEqualTo(25 * 1024);

    private static Dictionary<string, string> Read(bool isDark)
    {
        var parts = DesignAssets.TextOf("css/tokens.css").Split("@media (prefers-color-scheme: dark)");
        parts.Length.ShouldBe(2);
        var colours = Colour().Matches(parts[0]).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        foreach (Match match in isDark ? Colour().Matches(parts[1]) : Enumerable.Empty<Match>())
        {
            colours[match.Groups["name"].Value] = match.Groups["value"].Value;
        }

        return colours;
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex(@"--(?<name>[a-z-]+): #(?<value>[0-9a-f]{6});")]
    private static partial Regex Colour();
}
