using BusinessFocus.Identity.SignIn;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>
/// The pages to sign in, in a browser (Debian's Chromium): on a phone and at a desk, by day and by night, in both languages. Pictures of
/// them are kept in the folder of BUSINESSFOCUS_KEEP_PAGES.
/// </summary>
[Collection(nameof(InChromium))]
public sealed class PagesInChromium(IdentityInChromium running)
{
    private const int Phone = 320;
    private const int Desk = 1280;

    /// <summary>The button of the page's own form.</summary>
    private const string Submit = "form:not(.passkey):not(.other) button";

    /// <summary>Each two of a width, a language and a theme come together (pairwise): all eight would find no more and take twice as long.</summary>
    public static TheoryData<int, string, ColorScheme> Views { get; } = new(
        (Phone, "sv", ColorScheme.Light),
        (Phone, "en", ColorScheme.Dark),
        (Desk, "sv", ColorScheme.Dark),
        (Desk, "en", ColorScheme.Light));

    [Theory, MemberData(nameof(Views))]
    public async Task Each_page_can_be_used_by_everybody(int width, string language, ColorScheme scheme)
    {
        await using var context = await running.OpenAsync(width, language, scheme, withoutPolicy: true);
        var page = await context.NewPageAsync();
        await running.AddDeviceAsync(page);
        var invited = await running.InviteAsync("organiser");

        await page.GotoAsync(running.Address + "/sign-in");
        await LookAsync("1 ask");
        await page.FillAsync("#email", "nobody");
        await SubmitAsync();
        await LookAsync("2 address that is none");
        await page.FillAsync("#email", invited);
        await SubmitAsync();
        await LookAsync("3 code");
        await page.FillAsync("#code", "12");
        await SubmitAsync();
        await LookAsync("4 code that is none");
        await page.FillAsync("#code", await running.CodeOfAsync(invited));
        await SubmitAsync();
        await LookAsync("5 own page");
        await GoAsync(page, "a[href='/sign-in/passkeys']");
        await LookAsync("6 no passkey");
        await GoAsync(page, "form.passkey button");
        await LookAsync("7 a passkey");
        await page.GotoAsync(running.Address + "/sign-in/visitor");
        await LookAsync("8 visitor");
        await page.FillAsync("#email", "vera@akeriet.example");
        await SubmitAsync();
        await LookAsync("9 visitors code");

        Task SubmitAsync() => GoAsync(page, Submit);

        Task LookAsync(string what) => LookAtAsync(page, what, width, language, scheme);
    }

    [Fact]
    public async Task A_code_that_was_guessed_at_too_often_leads_to_a_new_one()
    {
        await using var context = await running.OpenAsync(Phone, "sv", ColorScheme.Light, withoutPolicy: true);
        var page = await context.NewPageAsync();
        var invited = await running.InviteAsync("planner");
        await page.GotoAsync(running.Address + "/sign-in");
        await page.FillAsync("#email", invited);
        await GoAsync(page, Submit);
        var right = await running.CodeOfAsync(invited);

        for (var guess = 0; guess < SignInAttempt.MostGuesses; guess++)
        {
            await page.FillAsync("#code", right == "000000" ? "000001" : "000000");
            await GoAsync(page, Submit);
        }

        (await page.Locator("#code").CountAsync()).ShouldBe(0);
        await LookAtAsync(page, "10 code that is over", Phone, "sv", ColorScheme.Light);
        await GoAsync(page, "#again");
        (await page.Locator("#email").IsVisibleAsync()).ShouldBeTrue();
    }

    /// <summary>Until the next page is there: it has not what was written on this one.</summary>
    private static async Task GoAsync(IPage page, string what)
    {
        await page.EvaluateAsync("window.before = true");
        await page.Locator(what).First.ClickAsync();
        await page.WaitForFunctionAsync("!window.before && document.readyState === 'complete'");
    }

    private static async Task LookAtAsync(IPage page, string what, int width, string language, ColorScheme scheme)
    {
        if (Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_PAGES") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what} {width} {language} {scheme}.png".Replace(' ', '-')), FullPage = true });
        }

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, what);
        (await page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        var found = await page.RunAxe();
        found.Violations.Select(violation => $"{what}: {violation.Id}: {violation.Nodes.First().Html}").ShouldBeEmpty();
    }
}
