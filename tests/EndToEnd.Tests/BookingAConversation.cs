using System.Net;
using BusinessFocus.EndToEnd.Tests.Pages;
using BusinessFocus.Testing;
using Ical.Net;
using Microsoft.Playwright;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>A conversation from the page where it is booked to the officer's calendar, and back.</summary>
[Collection(nameof(InBrowser))]
public sealed class BookingAConversation(Festival festival, Browser browser)
{
    private const string Officer = "handlaggare-samtal@lerum.example";

    [Fact]
    public async Task The_officer_hears_of_a_booking_and_of_its_end_with_one_calendar_entry()
    {
        var slot = await SlotAsync();
        var page = await browser.OpenAsync();
        await page.GotoAsync($"/aktivitet/samtal-{slot}");
        await page.GetByLabel("Namn", new() { Exact = true }).FillAsync("Kim Kvist");
        await page.GetByLabel("E-post").FillAsync("kim-samtal@foretag.example");
        await page.GetByLabel("Vad vill du prata om?").FillAsync("Altan på en hemlig tomt");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Boka tiden" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Klart! Du är anmäld" }).WaitForAsync();

        var booked = await festival.Mail.NextAsync(Officer);
        var invitation = CalendarOf(booked);
        (invitation.Method, invitation.Events.Single()!.Uid).ShouldBe(("REQUEST", $"{slot}@businessfocus"));
        foreach (var secret in (string[])["Kim", "kim-samtal", "hemlig"])
        {
            booked.ToString().ShouldNotContain(secret, Case.Sensitive, "who comes and what about is for the host alone");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Boka av" }).ClickAsync();
        var freed = CalendarOf(await festival.Mail.NextAsync(Officer, letter => letter.Subject!.StartsWith("Samtalet blir inte av", StringComparison.Ordinal)));
        (freed.Method, freed.Events.Single()!.Uid).ShouldBe(("CANCEL", $"{slot}@businessfocus"));
        freed.Events.Single()!.Sequence.ShouldBeGreaterThan(invitation.Events.Single()!.Sequence);
    }

    private async Task<string> SlotAsync()
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug = "samtal-2027", name = new { sv = "Samtal", en = "Talks" }, startsOn = "2027-10-04", endsOn = "2027-10-15" },
            HttpStatusCode.Created)).Text("id");
        var host = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/hosts", new { name = "Hanna Handläggare", email = Officer }, HttpStatusCode.Created)).Text("id");
        var slots = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/open-house",
            new { hostId = host, startsAt = "2027-10-06T09:00:00+02:00", endsAt = "2027-10-06T10:00:00+02:00", slotMinutes = 30, topics = new[] { "bygglov" } },
            HttpStatusCode.Created))["slots"]!.AsArray();
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { note = "" }, HttpStatusCode.Created);
        var slot = slots[0]!.Text("id");
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{slot}/availability")).IsSuccessStatusCode);
        return slot;
    }

    private static Calendar CalendarOf(MimeMessage letter) =>
        Calendar.Load(letter.BodyParts.OfType<TextPart>().First(part => part.ContentType.IsMimeType("text", "calendar")).Text)!;
}
