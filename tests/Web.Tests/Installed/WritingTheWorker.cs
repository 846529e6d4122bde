using System.Text.RegularExpressions;
using BusinessFocus.DesignSystem;
using BusinessFocus.Web.Installed;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Installed;

public sealed partial class WritingTheWorker
{
    [Fact]
    public void It_changes_with_the_design_and_keeps_files_that_there_are()
    {
        var script = ShowWorker.Script();

        script.ShouldStartWith($"const version = \"{DesignAssets.Version}\";");
        Files().Count(script).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/en", true)]
    [InlineData("/anmalan/01a22711-c47b-71c5-a892-6a7f910e90ed", true)]
    [InlineData("/en/mina", true)]
    [InlineData("/program/tidslinje", true)]
    [InlineData("/styr", false)]
    [InlineData("/dorr", false)]
    [InlineData("/en/vard/dag", false)]
    [InlineData("/svara/abc", false)]
    [InlineData("/api/v1/my", false)]
    [InlineData("/minasidor", false)]
    public void It_keeps_pages_of_visitors_only(string path, bool isKept)
    {
        var pattern = Visitors().Match(ShowWorker.Script()).Groups[1].Value.Replace("\\/", "/", StringComparison.Ordinal);

        Regex.IsMatch(path, pattern).ShouldBe(isKept);
    }

    [GeneratedRegex("\"/design/[^\"]+\"")]
    private static partial Regex Files();

    [GeneratedRegex(@"const visitors = /(.*)/;")]
    private static partial Regex Visitors();
}
