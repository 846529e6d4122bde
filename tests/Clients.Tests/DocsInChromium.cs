using BusinessFocus.EndToEnd.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>/docs in a browser (Debian's Chromium), as a developer sees it.</summary>
public sealed class DocsInChromium(Festival festival)
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task It_is_grouped_by_who_uses_it_and_asks_nobody_else()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 1000 } });
        // The page draws 188 calls, which takes its time where the machine does other work.
        page.SetDefaultTimeout(120_000);
        var (asked, complaints) = (new List<string>(), new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
            {
                complaints.Add(said.Text);
            }
        };
        var gateway = festival.Anyone.BaseAddress!.ToString();

        await page.GotoAsync($"{gateway}docs");
        await page.GetByText("Getting started: a front end").First.WaitForAsync();
        await page.GetByText("Associations", new() { Exact = true }).First.WaitForAsync();

        (await page.GetAttributeAsync("html", "lang")).ShouldBe("en");
        asked.Where(url => !url.StartsWith(gateway, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)).ShouldBeEmpty();
        complaints.ShouldBeEmpty();
        (await page.Locator("a[href*='scalar.com']:visible").CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("sv", "Problemtyper")]
    [InlineData("en", "Problem types")]
    public async Task Each_problem_has_its_place(string language, string heading)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/docs/problems");
        ask.Headers.AcceptLanguage.ParseAdd(language);
        var answer = await festival.Anyone.SendAsync(ask);
        var page = await answer.Content.ReadAsStringAsync();

        page.ShouldContain($"<html lang=\"{language}\">");
        page.ShouldContain(heading);
        page.ShouldContain("id=\"not-found\"");
        page.ShouldContain("urn:businessfocus:problem:not-found");
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("script-src 'self'");
    }
}
