using System.Net;
using System.Text;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An association at its desk with a spreadsheet of its own, and an operator with a message that is stuck; without a script.</summary>
[Collection(nameof(InBrowser))]
public sealed class ListsAndDeadLetters(Festival festival, Browser browser)
{
    private const string Queue = "registration-on-activity-released";
    private const int LargerThanUsual = 1_200_000;

    [Fact]
    public async Task An_association_says_what_its_headers_mean_sees_what_would_happen_and_takes_its_list_in()
    {
        const string Association = "sidornas-handel";
        var page = await StaffMember.OpenAsync(festival, browser, "/forening", new { role = "association", association = Association }, "Lisa Lista");
        new Uri(page.Url).PathAndQuery.ShouldBe("/forening");
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
        await browser.ShouldBeInOrderAsync(page, ("/forening", "forening"), ("/forening/medlemmar", "medlemmar"), ("/forening/lista", "lista"), ("/forening/rubriker", "rubriker"));
    }

    [Fact]
    public async Task An_operator_reads_why_a_message_is_stuck_tries_it_again_and_says_why_it_is_discarded()
    {
        await StickAsync();
        var page = await StaffMember.OpenAsync(festival, browser, "/drift", new { role = "operator" }, "Olle Drift");
        new Uri(page.Url).PathAndQuery.ShouldBe("/drift");
        var ours = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "UnheardOf" });
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync($"/drift/meddelanden?queue={Queue}");
            return await ours.CountAsync() == 1;
        });
        await ours.GetByText("Nobody consumes such a message.").WaitForAsync();
        await browser.ShouldBeInOrderAsync(page, ("/drift", "drift"), ($"/drift/meddelanden?queue={Queue}", "fastnat"), ("/drift/brev", "brev"), ("/drift/upprepa", "upprepa"), ("/drift/nycklar", "nycklar"));
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
}
