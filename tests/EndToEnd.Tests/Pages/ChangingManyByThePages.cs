using System.Net;
using BusinessFocus.EndToEnd.Tests.Jobs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An organiser changes a whole day, several activities and an edition by the pages, and sees first what it comes to.</summary>
[Collection(nameof(InBrowser))]
public sealed class ChangingManyByThePages(Festival festival, Browser browser)
{
    [Fact]
    public async Task All_of_a_day_is_moved_once_it_was_shown_what_it_comes_to()
    {
        var edition = await PlannedEdition.NewAsync(festival, "dag-flyttas");
        var morning = await edition.SeminarAsync("Morgonen", "2027-10-05T08:00");
        await edition.SeminarAsync("Kvällen", "2027-10-05T18:00");
        var page = await OpenAsync("/styr/schema/dag/2027-10-05?edition=dag-flyttas");

        await page.GetByText("2 aktiviteter flyttas till samma klockslag").WaitForAsync();
        await page.GetByLabel("Till", new() { Exact = true }).SelectOptionAsync("2027-10-06");
        await page.GetByRole(AriaRole.Button, new() { Name = "Visa vad det innebär" }).ClickAsync();
        await page.GetByText("2 aktiviteter flyttas. Ingen har sett dem").WaitForAsync();
        (await StartOfAsync(morning)).ShouldBe(new DateTimeOffset(2027, 10, 5, 6, 0, 0, TimeSpan.Zero), "it was only shown");
        await Browser.ShouldBeInOrderAsync(page, "styr-dag");

        await page.GetByRole(AriaRole.Button, new() { Name = "Flytta dagen" }).ClickAsync();
        await page.GetByText("2 aktiviteter ligger nu ons 6 oktober 2027").WaitForAsync();
        (await StartOfAsync(morning)).ShouldBe(new DateTimeOffset(2027, 10, 6, 6, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Those_of_a_day_are_cancelled_and_who_is_registered_reads_why()
    {
        const string guest = "flera-asa@foretag.example";
        var edition = await PlannedEdition.NewAsync(festival, "flera-stalls-in");
        var (first, second, other) = (
            await edition.SeminarAsync("Första", "2027-10-05T08:00"), await edition.SeminarAsync("Andra", "2027-10-05T10:00"), await edition.SeminarAsync("Dagen efter", "2027-10-06T10:00"));
        await edition.ReleaseAsync(first, second, other);
        await edition.RegisterAsync(first, guest);
        await festival.Mail.NextAsync(guest);
        var page = await OpenAsync("/styr/aktiviteter/status?edition=flera-stalls-in");

        await page.GetByLabel("Ställ in", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Dag", new() { Exact = true }).SelectOptionAsync("2027-10-05");
        await page.GetByLabel("Varför").FillAsync("Salen är översvämmad.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Visa vad det innebär" }).ClickAsync();
        await page.GetByText("2 aktiviteter ställs in direkt. De som har 1 plats får ett mejl nu").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-flera");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ställ in dem" }).ClickAsync();
        await page.GetByText("Klart: 2 aktiviteter.").WaitForAsync();
        (await festival.Mail.NextAsync(guest, letter => (letter.TextBody ?? "").Contains("Salen är översvämmad.", StringComparison.Ordinal))).ShouldNotBeNull();
        (await festival.Anyone.GetAsync($"/api/v1/activities/{other}", HttpStatusCode.OK)).Text("status").ShouldBe("released");
    }

    [Fact]
    public async Task An_edition_is_opened_and_closed_again()
    {
        await PlannedEdition.NewAsync(festival, "oppen-stangd", new DateOnly(2025, 9, 1));
        var page = await OpenAsync("/styr/upplagor/oppen-stangd/lage?edition=oppen-stangd");
        (await festival.Anyone.GetAsync("/api/v1/editions/oppen-stangd")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await page.GetByRole(AriaRole.Button, new() { Name = "Öppna upplagan" }).ClickAsync();
        await page.GetByText("Öppen. Alla ser den.").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-lage");
        (await festival.Anyone.GetAsync("/api/v1/editions/oppen-stangd", HttpStatusCode.OK)).Text("status").ShouldBe("open");

        await page.GetByRole(AriaRole.Button, new() { Name = "Stäng upplagan" }).ClickAsync();
        await page.GetByText("Stängd. Alla kan fortfarande läsa den.").WaitForAsync();
        (await festival.Anyone.GetAsync("/api/v1/editions/oppen-stangd", HttpStatusCode.OK)).Text("status").ShouldBe("closed");
    }

    private Task<IPage> OpenAsync(string path) => StaffMember.OpenAsync(festival, browser, path, new { role = "organiser" }, withScript: true);

    private async Task<DateTimeOffset> StartOfAsync(string activity) =>
        (await festival.Organiser.GetAsync($"/api/v1/activities/{activity}", HttpStatusCode.OK))["startsAt"]!.GetValue<DateTimeOffset>();
}
