using System.Text.RegularExpressions;
using BusinessFocus.DesignSystem;
using BusinessFocus.Web.FrontDesk;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.FrontDesk;

/// <summary>A door that is opened without a network has all of its parts.</summary>
public sealed partial class OpeningOffline
{
    [Fact]
    public void Whatever_a_module_or_a_style_of_the_door_fetches_is_there()
    {
        var fetched = DoorWorker.Files
            .Where(file => file.StartsWith("js/door", StringComparison.Ordinal) || file.EndsWith(".css", StringComparison.Ordinal))
            .SelectMany(file => Fetched().Matches(DesignAssets.TextOf(file)).Select(match => new Uri(new Uri($"http://x/{file}"), match.Groups[1].Value).AbsolutePath.TrimStart('/')))
            .Distinct()
            .ToList();

        fetched.ShouldContain("js/jsQR.js");
        fetched.ShouldContain("fonts/hanken-grotesk.woff2");
        fetched.ShouldBeSubsetOf(DoorWorker.Files);
    }

    [GeneratedRegex(@"(?:from |import\(new URL\(|url\()""(\.[^""]+)""")]
    private static partial Regex Fetched();
}
