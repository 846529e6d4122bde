using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>What a visitor keeps in the browser: stars without an account, and tickets where no network reaches.</summary>
[Collection(nameof(InBrowser))]
public sealed partial class KeepingAndTakingAlong(Festival festival, Browser browser)
{
    [Fact]
    public async Task A_star_is_kept_without_a_script_and_its_list_is_opened_by_somebody_else_who_keeps_it_too()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "stjarna", seats: 5);
        var page = await browser.OpenAsync();
        await page.GotoAsync($"/aktivitet/x-{activity}");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Keep(), Pressed = false }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Keep(), Pressed = true }).WaitForAsync();

        await page.GotoAsync("/mina-val");
        await page.Locator($"[id='a-{activity}']").WaitForAsync();
        var link = await page.GetByLabel("Länk till listan").InputValueAsync();
        var calendar = await page.APIRequest.GetAsync(browser.Address + await page.GetByRole(AriaRole.Link, new() { Name = "Lägg i kalendern" }).GetAttributeAsync("href"));
        calendar.Headers["content-type"].ShouldStartWith("text/calendar");

        var other = await browser.OpenAsync();
        await other.GotoAsync(new Uri(link).PathAndQuery);
        await other.GetByRole(AriaRole.Button, new() { Name = "Spara alla i mina val" }).ClickAsync();
        await other.GetByRole(AriaRole.Heading, new() { Name = "Mina val", Level = 1 }).WaitForAsync();
        await other.GetByRole(AriaRole.Button, new() { NameRegex = Keep(), Pressed = true }).ClickAsync();
        await other.GetByText("Du har inte sparat något än.").WaitForAsync();
    }

    [Fact]
    public async Task A_ticket_that_was_opened_is_there_without_a_network()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "utan-nat", seats: 5);
        var page = await browser.OpenAsync(withScript: true);
        await page.GotoAsync($"/aktivitet/x-{activity}");
        await page.GetByLabel("Namn", new() { Exact = true }).FillAsync("Disa");
        await page.GetByLabel("E-post").FillAsync("utan-nat-disa@foretag.example");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmäl mig" }).ClickAsync();
        await page.GetByAltText("Biljetten som QR-kod").WaitForAsync();
        await Browser.HoldsAsync(page, "async () => (await (await caches.open('visitor-pages')).keys()).some(each => each.url.includes('/ticket.svg'))");

        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();

        await page.GetByText("Du är utan nät.").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.ticket img').naturalWidth > 0");
        await page.GotoAsync("/samtal/finns-inte-sparad");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sparat i webbläsaren" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Klart! Du är anmäld" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta bort det sparade" }).ClickAsync();
        await page.GetByText("Inget är sparat här än.").WaitForAsync();
    }

    [Fact]
    public async Task An_English_letter_opens_an_English_page()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "in-english", seats: 5);
        var page = await browser.OpenAsync();
        await page.GotoAsync($"/en/aktivitet/x-{activity}");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Eve");
        await page.GetByLabel("Email").FillAsync("in-english-eve@foretag.example");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Register me" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Done! You are registered" }).WaitForAsync();

        var letter = await festival.Mail.NextAsync("in-english-eve@foretag.example");
        await page.GotoAsync(Addresses().Matches(letter.TextBody!).Select(match => match.Value).First(address => address.Contains("/api/v1/registrations/", StringComparison.Ordinal)));

        new Uri(page.Url).AbsolutePath.ShouldStartWith("/en/anmalan/");
    }

    [Theory]
    [InlineData("/program/tidslinje", "tidslinje")]
    [InlineData("/mina-val", "mina-val")]
    [InlineData("/samtal/flera", "flera")]
    [InlineData("/tillganglighet", "tillganglighet")]
    [InlineData("/integritet", "integritet")]
    [InlineData("/utan-nat", "sparat")]
    public async Task A_page_is_in_order(string address, string name)
    {
        await Programme.WithOneActivityAsync(festival, $"ordning-{name}", seats: 20);
        foreach (var (width, scheme, language) in new[] { (Browser.Phone, ColorScheme.Light, ""), (Browser.Desk, ColorScheme.Dark, "/en") })
        {
            var page = await browser.OpenAsync(width, scheme, withScript: true);
            await page.GotoAsync(language + address);
            await Browser.ShouldBeInOrderAsync(page, $"{name}-{width}");
        }
    }

    [GeneratedRegex("^(Spara|Keep) ")]
    private static partial Regex Keep();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();
}
