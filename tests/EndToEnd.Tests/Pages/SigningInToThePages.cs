using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>Staff sign in to the pages, see what is theirs, and are out when they have signed out.</summary>
[Collection(nameof(InBrowser))]
public sealed class SigningInToThePages(Festival festival, Browser browser)
{
    [Fact]
    public async Task A_planner_comes_to_the_page_that_was_asked_for_and_sees_no_other_area()
    {
        var page = await StaffMember.OpenAsync(festival, browser, "/en/styr", new { role = "planner" }, withScript: true);
        new Uri(page.Url).AbsolutePath.ShouldBe("/en/styr");
        (await page.Locator(".menu a").AllInnerTextsAsync()).ShouldBe(["Organise"]);
        await Browser.ShouldBeInOrderAsync(page, "organisers-overview");

        var refused = await page.GotoAsync("/en/drift");
        refused!.Status.ShouldBe((int)HttpStatusCode.Forbidden);
        await page.GetByRole(AriaRole.Heading, new() { Name = "You cannot see this page" }).WaitForAsync();

        // The browser has keys that no script reads, and no token.
        var cookies = await page.Context.CookiesAsync();
        cookies.ShouldAllBe(cookie => cookie.HttpOnly && cookie.SameSite != SameSiteAttribute.None && cookie.Value.Length < 2_000);
    }

    [Fact]
    public async Task Who_signs_out_is_out_here_and_at_Identity_and_a_form_sent_afterwards_is_told_so()
    {
        var page = await StaffMember.OpenAsync(festival, browser, "/styr", new { role = "organiser" });
        var cookies = await page.Context.CookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Logga ut" }).ClickAsync();
        await Browser.ArrivesAsync(page, new Regex(Regex.Escape(browser.Address) + "/$"));

        await page.GotoAsync("/styr");
        new Uri(page.Url).AbsolutePath.ShouldBe("/sign-in");

        // Whoever kept the cookie has nothing by it.
        using var old = new HttpRequestMessage(HttpMethod.Get, $"{browser.Address}/styr");
        old.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        using var without = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var answer = await without.SendAsync(old, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/connect/authorize");
    }

    [Fact]
    public async Task Another_site_can_neither_sign_out_nor_bring_a_code_of_its_own()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"{browser.Address}/logga-ut") { Content = new FormUrlEncodedContent([]) };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await festival.Anyone.SendAsync(foreign, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var brought = await festival.Anyone.GetAsync($"{browser.Address}/inloggad?code=abc&state=xyz", TestContext.Current.CancellationToken);
        brought.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await brought.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Logga in igen");
    }
}
