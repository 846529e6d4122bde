using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>A visitor with a browser and without a script, by the pages alone, to the letter and back.</summary>
[Collection(nameof(InBrowser))]
public sealed partial class VisitingThePages(Festival festival, Browser browser)
{
    [Fact]
    public async Task A_visitor_registers_gets_a_ticket_opens_the_letters_link_and_cancels()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "sidor", seats: 2);
        var page = await browser.OpenAsync();

        await page.GotoAsync($"/aktivitet/ett-seminarium-{activity}");
        await page.GetByLabel("Namn", new() { Exact = true }).FillAsync("Åsa Öberg");
        await page.GetByLabel("E-post").FillAsync("sidor-asa@foretag.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmäl mig" }).ClickAsync();

        // What is wrong keeps what was typed.
        (await page.GetByLabel("Namn", new() { Exact = true }).InputValueAsync()).ShouldBe("Åsa Öberg");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmäl mig" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Klart! Du är anmäld" }).WaitForAsync();
        var picture = await page.APIRequest.GetAsync(browser.Address + await page.GetByAltText("Biljetten som QR-kod").GetAttributeAsync("src"));
        picture.Headers["content-type"].ShouldStartWith("image/svg+xml");

        var letter = await festival.Mail.NextAsync("sidor-asa@foretag.example");
        await page.GotoAsync(LinkIn(letter, "/api/v1/registrations/"));
        new Uri(page.Url).AbsolutePath.ShouldStartWith("/anmalan/");
        await page.GetByLabel("Platser").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ändra antal" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Boka av" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Avbokad" }).WaitForAsync();
        await festival.Mail.NextAsync("sidor-asa@foretag.example", HasCalendar("CANCEL"));
    }

    [Fact]
    public async Task Who_sends_the_form_twice_is_registered_once_and_who_comes_last_is_told_of_the_line()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "sidor-tva", seats: 1);
        var page = await browser.OpenAsync();
        await page.GotoAsync($"/en/aktivitet/a-seminar-{activity}");
        await FillAsync(page, "Bo", "sidor-bo@foretag.example");
        var form = await page.Locator("form[action*='/aktivitet/']").EvaluateAsync<string>("form => new URLSearchParams(new FormData(form)).toString()");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register me" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Done! You are registered" }).WaitForAsync();
        var registered = page.Url;

        // The same form once more, as by a second press.
        using var again = new HttpRequestMessage(HttpMethod.Post, $"{browser.Address}/en/aktivitet/a-seminar-{activity}")
        {
            Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var answer = await http.SendAsync(again);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        new Uri(new Uri(browser.Address), answer.Headers.Location!).ToString().ShouldBe(registered);

        await page.GotoAsync($"/aktivitet/ett-seminarium-{activity}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Fullt just nu" }).WaitForAsync();
        await page.GetByLabel("Namn", new() { Exact = true }).FillAsync("Cia");
        await page.GetByLabel("E-post").FillAsync("sidor-cia@foretag.example");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ställ mig i kön" }).ClickAsync();
        await page.GetByText("Du står på plats 1.").WaitForAsync();
    }

    [Fact]
    public async Task Another_site_cannot_send_a_form_of_ours()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "sidor-tre", seats: 1);
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"{browser.Address}/aktivitet/x-{activity}")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["contact.name"] = "Mallory",
                ["contact.email"] = "sidor-mallory@foretag.example",
                ["consent"] = "true",
                ["seats"] = "1",
            }),
            Headers = { { "Origin", "https://evil.example" }, { "Sec-Fetch-Site", "cross-site" } },
        };

        (await festival.Anyone.SendAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}/availability", HttpStatusCode.OK)).Number("confirmed").ShouldBe(0);
    }

    [Theory]
    [InlineData("/", "hem")]
    [InlineData("/program", "program")]
    [InlineData("/mina", "mina")]
    [InlineData("/finns-inte", "finns-inte")]
    [InlineData("/design", "design")]
    public async Task A_page_is_in_order(string address, string name)
    {
        await Programme.WithOneActivityAsync(festival, $"sidan-{name}", seats: 20);
        foreach (var (width, scheme, language) in new[] { (Browser.Phone, ColorScheme.Dark, ""), (Browser.Desk, ColorScheme.Light, "/en") })
        {
            var page = await browser.OpenAsync(width, scheme, withScript: true);
            await page.GotoAsync(language + address);
            (await page.GetAttributeAsync("html", "lang")).ShouldBe(language.Length == 0 ? "sv" : "en");
            await Browser.ShouldBeInOrderAsync(page, $"{name}-{width}");
        }
    }

    [Fact]
    public async Task A_program_gets_what_it_always_got_where_a_browser_gets_a_page()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "sidor-fyra", seats: 1);

        (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}", HttpStatusCode.OK)).Text("id").ShouldBe(activity);
        (await festival.Anyone.GetAsync("/api/v1/no-such")).Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private static async Task FillAsync(IPage page, string name, string email)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
    }

    private static string LinkIn(MimeMessage letter, string path) =>
        Addresses().Matches(letter.TextBody!).Select(match => match.Value).First(address => address.Contains(path, StringComparison.Ordinal));

    private static Func<MimeMessage, bool> HasCalendar(string method) =>
        letter => letter.BodyParts.OfType<MimePart>().Any(part => part.ContentType.Parameters["method"] == method);

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();
}
