using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Home;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Home;

public sealed class LeadingToTheReport
{
    private static readonly EditionView Now = Edition("a-2027", "a", 2027);
    private static readonly EditionView Last = Edition("a-2026", "a", 2026);
    private static readonly EditionView[] All = [Now, Edition("b-2026", "b", 2026, 11), Last, Edition("a-2025", "a", 2025), Edition("a-draft", "a", 2026, 11, released: 0)];

    [Fact]
    public void Before_an_edition_it_is_the_one_of_the_same_municipality_that_ended_last() =>
        PublishedReport.LastOf(Now, All, new DateOnly(2027, 10, 15)).ShouldBe(Last);

    [Fact]
    public void Once_it_is_over_it_is_its_own() => PublishedReport.LastOf(Now, All, new DateOnly(2027, 10, 16)).ShouldBe(Now);

    [Fact]
    public void Before_the_first_there_is_none() => PublishedReport.LastOf(Edition("a-2024", "a", 2024), All, new DateOnly(2024, 1, 1)).ShouldBeNull();

    [Fact]
    public void Whoever_does_not_say_it_is_the_festivals_own() =>
        PublishedReport.LastOf(Now, [Edition("old", null, 2026)], new DateOnly(2027, 1, 1), "a")!.Slug.ShouldBe("old");

    private static EditionView Edition(string slug, string? municipality, int year, int month = 10, int released = 1) =>
        new() { Slug = slug, Municipality = municipality, ReleaseVersion = released, StartsOn = new Date(year, month, 4), EndsOn = new Date(year, month, 15) };
}
