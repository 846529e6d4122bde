using System.Net;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An organiser with a browser and without a script: signs in, writes to those in line, answers a company, reads the report.</summary>
[Collection(nameof(InBrowser))]
public sealed class OrganisingByThePages(Festival festival, Browser browser)
{
    [Fact]
    public async Task An_organiser_writes_to_the_line_answers_a_visit_and_reads_the_report()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "styr-folk", seats: 1);
        var edition = (await festival.Anyone.GetAsync("/api/v1/editions/styr-folk", HttpStatusCode.OK)).Text("id");
        foreach (var name in new[] { "asa", "bo" })
        {
            await festival.Organiser.PostAsync(
                $"/api/v1/activities/{activity}/registrations",
                new { contact = new { name, email = $"styr-{name}@foretag.example", locale = "sv" }, seats = 1, consent = true },
                HttpStatusCode.Created);
        }

        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/hosts", new { name = "Ines Näringsliv", languages = new[] { "sv" } }, HttpStatusCode.Created);
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/open", new { }, HttpStatusCode.OK);
        var visit = (await festival.Anyone.PostAsync(
            $"/api/v1/editions/{edition}/visit-requests",
            new
            {
                company = new { name = "Snickeriet AB" },
                address = new { street = "Storgatan 1", area = "Gråbo" },
                contact = new { name = "Kim Ek", email = "styr-kim@snickeriet.example", locale = "sv" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");

        var page = await StaffMember.OpenAsync(festival, browser, $"/styr/aktivitet/{activity}/deltagare?edition=styr-folk", new { role = "organiser" }, withScript: true);
        await page.GetByText("Plats 1 i kön.").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-deltagare");

        // The overview shows how the seats are booked, as bars and in figures.
        await page.GotoAsync("/styr?edition=styr-folk");
        await page.GetByRole(AriaRole.Img, new() { Name = "Bokade platser: 1 i dag" }).WaitForAsync();
        await page.GetByText("Siffrorna dag för dag").ClickAsync();
        await page.GetByRole(AriaRole.Row, new() { Name = "i dag 1" }).WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-oversikt");
        await page.GoBackAsync();

        // The line alone hears of it.
        await page.GetByRole(AriaRole.Link, new() { Name = "Skriv till dem" }).ClickAsync();
        await page.GetByLabel("De som står i kö: 1 person").CheckAsync();
        await page.GetByLabel("Rubrik").FillAsync("En större sal?");
        await page.GetByLabel("Text").FillAsync("Vi letar efter en större sal.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka", Exact = true }).ClickAsync();
        await page.GetByText("På väg till 1 person.").WaitForAsync();
        (await festival.Mail.NextAsync("styr-bo@foretag.example", mail => mail.Subject?.Contains("En större sal?", StringComparison.Ordinal) is true)).TextBody.ShouldNotBeNull().ShouldContain("större sal");
        festival.Mail.For("styr-asa@foretag.example").ShouldNotContain(mail => mail.Subject!.Contains("En större sal?", StringComparison.Ordinal));

        // The company is proposed a time that was found.
        await page.GotoAsync("/styr/besok?edition=styr-folk");
        await Browser.ShouldBeInOrderAsync(page, "styr-besok");
        await page.GetByRole(AriaRole.Link, new() { Name = "Snickeriet AB" }).ClickAsync();
        new Uri(page.Url).AbsolutePath.ShouldEndWith(visit);
        await page.GetByLabel("Vi är").SelectOptionAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hitta tider" }).ClickAsync();
        await page.GetByText("Ines Näringsliv").First.WaitForAsync();
        await page.GetByLabel("Några ord till företaget").FillAsync("Vi kommer gärna.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Föreslå tiden" }).ClickAsync();
        await page.GetByText("Vi föreslog en tid").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-besok-svarat");
        (await festival.Mail.NextAsync("styr-kim@snickeriet.example", mail => (mail.TextBody ?? "").Contains("Vi kommer gärna.", StringComparison.Ordinal))).ShouldNotBeNull();

        await page.GotoAsync("/styr/rapport?edition=styr-folk");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Vad de tyckte" }).WaitForAsync();
        await page.GetByText("Färre än sju har svarat").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-rapport");
    }
}
