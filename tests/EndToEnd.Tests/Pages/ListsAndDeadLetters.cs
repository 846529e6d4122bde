using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An association at its desk with a spreadsheet of its own, and an operator with a message that is stuck; without a script.</summary>
[Collection(nameof(InBrowser))]
public sealed partial class ListsAndDeadLetters(Festival festival, Browser browser)
{
    private const string Queue = "registration-on-activity-released";
    private const int LargerThanUsual = 1_200_000;

    [Fact]
    public async Task An_association_says_what_its_headers_mean_sees_what_would_happen_and_takes_its_list_in()
    {
        const string Association = "sidornas-handel";
        var page = await SignInAsync("lista@handel.example", "Lisa Lista", new { role = "association", association = Association }, "/forening");
        await page.GetByText("Ni har ingen lista här än.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ladda upp listan" }).ClickAsync();

        // Nothing chosen, then a file whose headers nobody knows, larger than other forms may be.
        await page.GetByRole(AriaRole.Button, new() { Name = "Se vad som skulle hända" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await SendAsync(page, "Kundnr;Kundens beteckning\n556177-7631;Ett AB\n556012-5790;Två AB\n123;Fel AB\n" + new string('\n', LargerThanUsual));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Vilken kolumn är vilken?" }).WaitForAsync();
        await page.GetByLabel("Kundnr").SelectOptionAsync("organisationNumber");
        await page.GetByLabel("Kundens beteckning").SelectOptionAsync("name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Läs filen så" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Det här skulle hända" }).WaitForAsync();
        await page.GetByText("Ett organisationsnummer är tio siffror").WaitForAsync();
        (await festival.Organiser.GetAsync($"/api/v1/associations/{Association}/members", HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta in listan" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Klart, listan är inne" }).WaitForAsync();

        // The next file is read by itself, and nobody leaves without a yes.
        await page.GotoAsync("/forening/lista");
        await SendAsync(page, "Kundnr;Kundens beteckning\n556177-7631;Ett AB\n");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Det här skulle hända" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta in listan" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.GetByLabel("Ja, 1 medlem av 2 ska bort").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta in listan" }).ClickAsync();
        await page.GetByText("Listan har nu 1 medlem.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Till listan" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Senaste ändringarna" }).WaitForAsync();

        // Registration hears by a message what she is called.
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync("/forening");
            return await page.GetByRole(AriaRole.Cell, new() { Name = "Lisa Lista" }).CountAsync() == 2;
        });
        await InOrderAsync(page, ("/forening", "forening"), ("/forening/medlemmar", "medlemmar"), ("/forening/lista", "lista"), ("/forening/rubriker", "rubriker"));
    }

    [Fact]
    public async Task An_operator_reads_why_a_message_is_stuck_tries_it_again_and_says_why_it_is_discarded()
    {
        await StickAsync();
        var page = await SignInAsync("drift-olle@lerum.example", "Olle Drift", new { role = "operator" }, "/drift");
        var ours = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "UnheardOf" });
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync($"/drift/meddelanden?queue={Queue}");
            return await ours.CountAsync() == 1;
        });
        await ours.GetByText("Nobody consumes such a message.").WaitForAsync();
        await InOrderAsync(page, ("/drift", "drift"), ($"/drift/meddelanden?queue={Queue}", "fastnat"), ("/drift/brev", "brev"), ("/drift/upprepa", "upprepa"), ("/drift/nycklar", "nycklar"));
        await page.GotoAsync($"/drift/meddelanden?queue={Queue}");
        await ours.GetByRole(AriaRole.Button, new() { Name = "Försök igen" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Meddelandet ligger i kön igen.").WaitForAsync();

        // Nobody has learnt to deal with it meanwhile.
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync($"/drift/meddelanden?queue={Queue}");
            return await ours.GetByText("2 gånger").CountAsync() == 1;
        });
        await ours.GetByText("Kasta det").ClickAsync();
        await ours.GetByRole(AriaRole.Button, new() { Name = "Kasta meddelandet" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await ours.GetByLabel("Varför ska det inte göras?").FillAsync("Från ett prov");
        await ours.GetByRole(AriaRole.Button, new() { Name = "Kasta meddelandet" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Meddelandet är kastat.").WaitForAsync();

        // The page of an association is not theirs.
        (await page.GotoAsync("/forening"))!.Status.ShouldBe(403);
    }

    private static async Task SendAsync(IPage page, string list)
    {
        await page.GetByLabel("Filen med medlemmarna").SetInputFilesAsync(new FilePayload { Name = "lista.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Se vad som skulle hända" }).ClickAsync();
    }

    /// <summary>Axe needs a script, and so a browser of its own that is signed in too.</summary>
    private async Task InOrderAsync(IPage page, params (string Address, string Name)[] pages)
    {
        foreach (var (width, scheme) in new[] { (Browser.Phone, ColorScheme.Dark), (Browser.Desk, ColorScheme.Light) })
        {
            var other = await browser.OpenAsync(width, scheme, withScript: true);
            await other.Context.AddCookiesAsync((await page.Context.CookiesAsync()).Select(cookie => new Microsoft.Playwright.Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
                HttpOnly = cookie.HttpOnly,
                Secure = cookie.Secure,
                SameSite = cookie.SameSite,
            }));
            foreach (var (address, name) in pages)
            {
                (await other.GotoAsync(address))!.Status.ShouldBe(200, address);
                await Browser.ShouldBeInOrderAsync(other, $"{name}-{width}");
            }
        }
    }

    private async Task<IPage> SignInAsync(string address, string name, object grant, string path)
    {
        await festival.Organiser.PostAsync("/api/v1/accounts", new { email = address, name, grants = new[] { grant } }, HttpStatusCode.Created);
        var page = await browser.OpenAsync(Browser.Desk);
        await page.GotoAsync(path);
        await page.GetByLabel("E-postadress").FillAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mejla mig en kod" }).ClickAsync();
        var letter = await festival.Mail.NextAsync(address, message => Code().IsMatch(message.TextBody ?? ""));
        var code = Code().Match(letter.TextBody!);
        await page.GetByLabel("Sex siffror").FillAsync(code.Groups[1].Value + code.Groups[2].Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Logga in", Exact = true }).ClickAsync();
        await Browser.ArrivesAsync(page, new Regex(Regex.Escape(path) + "$"));
        return page;
    }

    /// <summary>A message that no consumer of the queue has heard of.</summary>
    private async Task StickAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = festival.Bus() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var id = Guid.NewGuid();
        await channel.BasicPublishAsync(
            "",
            Queue,
            mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = id.ToString() },
            Encoding.UTF8.GetBytes($$"""{"messageId":"{{id}}","messageType":["urn:message:BusinessFocus.Contracts:UnheardOf"],"message":{"seats":2,"name":"Anna"} }"""));
    }

    [GeneratedRegex(@"(\d{3}) (\d{3})")]
    private static partial Regex Code();
}
