using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An officer's day on a phone: who comes, about what, and the own calendar.</summary>
[Collection(nameof(InBrowser))]
public sealed class WorkingADay(Festival festival, Browser browser)
{
    private const string Officer = "handlaggare-dag@lerum.example";

    [Fact]
    public async Task An_officer_sees_who_comes_and_when_and_subscribes_to_the_own_times()
    {
        var (first, next) = await SlotsAsync();
        await BookAsync(first, "Kim Kvist", "Bygga om en lokal till café", "Vi har hyrt gamla banken.");
        await BookAsync(next, "Lo Ek", "Uteservering i maj", null);

        // By then it is known whose address this is.
        await festival.Mail.NextAsync(Officer);
        await festival.Organiser.PostAsync(
            "/api/v1/accounts", new { email = Officer, name = "Hanna Handläggare", grants = new[] { new { role = "host" } } }, HttpStatusCode.Created);
        var page = await browser.OpenAsync(withScript: true);
        await StaffMember.SignInAsync(festival, page, "/vard?dag=2027-10-06", Officer);

        await page.GetByRole(AriaRole.Heading, new() { Name = "Kim Kvist" }).WaitForAsync();
        (await page.Locator(".talk").CountAsync()).ShouldBe(1);
        var talk = await page.Locator(".talk").InnerTextAsync();
        foreach (var said in (string[])["09.00–09.30", "Bygga om en lokal till café", "Vi har hyrt gamla banken.", "Öbergs Måleri"])
        {
            talk.ShouldContain(said);
        }

        await Browser.ShouldBeInOrderAsync(page, "officer-day");
        await page.GetByRole(AriaRole.Link, new() { Name = "tors 7 okt" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Lo Ek" }).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Gör en länk" }).ClickAsync();
        var calendar = await page.GetByLabel("Eller kopiera adressen").InputValueAsync();
        (await page.GetByRole(AriaRole.Link, new() { Name = "Prenumerera" }).GetAttributeAsync("href"))!.ShouldStartWith("webcal://");
        var agenda = await festival.Anyone.GetStringAsync(new Uri(calendar).AbsolutePath);
        agenda.ShouldContain("BEGIN:VEVENT");
        agenda.ShouldNotContain("Kim Kvist", Case.Sensitive, "who comes is for the officer alone, who signs in");

        await page.GotoAsync("/en/vard?dag=2027-10-08");
        await page.GetByText("Nobody has booked a time with you on this day.").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "officer-nobody");
    }

    /// <summary>On the first and on the second day.</summary>
    private async Task<(string First, string Next)> SlotsAsync()
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug = "dagen-2027", name = new { sv = "Dagen", en = "The day" }, startsOn = "2027-10-04", endsOn = "2027-10-15" },
            HttpStatusCode.Created)).Text("id");
        var host = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/hosts", new { name = "Hanna Handläggare", email = Officer }, HttpStatusCode.Created)).Text("id");
        var slots = new List<string>();
        foreach (var day in (string[])["2027-10-06", "2027-10-07"])
        {
            slots.Add((await festival.Organiser.PostAsync(
                $"/api/v1/editions/{edition}/open-house",
                new { hostId = host, startsAt = $"{day}T09:00:00+02:00", endsAt = $"{day}T10:00:00+02:00", slotMinutes = 30, topics = new[] { "bygglov" } },
                HttpStatusCode.Created))["slots"]!.AsArray()[0]!.Text("id"));
        }

        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { note = "" }, HttpStatusCode.Created);
        foreach (var slot in slots)
        {
            await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{slot}/availability")).IsSuccessStatusCode);
        }

        return (slots[0], slots[1]);
    }

    private Task<JsonNode> BookAsync(string slot, string name, string topic, string? note) => festival.Organiser.PostAsync(
        $"/api/v1/activities/{slot}/registrations",
        new
        {
            contact = new { name, email = $"{Guid.NewGuid():N}@foretag.example" },
            company = new { name = "Öbergs Måleri" },
            seats = 1,
            consent = true,
            conversation = new { topic, note },
        },
        HttpStatusCode.Created);
}
