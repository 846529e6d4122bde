using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Associations;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Associations;

public sealed class TellingWhatMembersCameTo
{
    [Fact]
    public async Task Before_a_release_and_with_too_few_it_says_why_there_are_no_numbers()
    {
        (await ShowAsync(null)).ShouldContain("Programmet är inte släppt än.");
        (await ShowAsync(new AssociationReachView { Fewest = 7, Rows = [] })).ShouldContain("Färre än 7 medlemmar har bokat något.");
    }

    [Fact]
    public async Task What_would_tell_of_too_few_is_a_dash_and_nothing_else_is_made_of_it()
    {
        var page = await ShowAsync(new AssociationReachView
        {
            Fewest = 7,
            Total = new ReachTotal { Members = 31, Seats = 44, Came = 38, MembersThatCame = null },
            Rows = [new() { Kind = "seminar", Seats = 30, Came = 26 }, new() { Kind = "seminar", Topic = "upphandling", Seats = 14 }, new() { Kind = "unknown", Topic = "none", Seats = 9 }],
        });

        page.ShouldContain("31 medlemmar har bokat 44 platser.");
        page.ShouldContain("38 personer kom.");
        page.ShouldNotContain("av företagen");
        page.ShouldContain("Seminarium");
        page.ShouldContain("Sälja till kommunen");
        page.ShouldContain("Utan ämne");
        page.ShouldContain(">–</td>");
    }

    private static async Task<string> ShowAsync(AssociationReachView? reach)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        await using var services = new ServiceCollection().AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReachTable>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReachTable.Reach)] = reach,
            [nameof(ReachTable.Topics)] = new TopicsNow(new Dictionary<string, string> { ["upphandling"] = "Sälja till kommunen" }),
        }))).ToHtmlString());
    }
}
