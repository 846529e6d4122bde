using System.Net;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An organiser at a desk plans next year's edition by the pages alone, without a script but where a hand drags.</summary>
[Collection(nameof(InBrowser))]
public sealed class PlanningByThePages(Festival festival, Browser browser)
{
    [Fact]
    public async Task Next_years_edition_is_made_moved_into_a_clash_and_out_of_it_and_released()
    {
        await WithTwoInOneHallAsync("styr-2027");
        var page = await StaffMember.OpenAsync(festival, browser, "/styr/upplagor/styr-2027/kopiera?edition=styr-2027", new { role = "organiser" }, withScript: true);
        (await page.GetByLabel("Namn i adressen").InputValueAsync()).ShouldBe("styr-2028");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gör upplagan" }).ClickAsync();
        await page.GetByText("Kopierad: 2 aktiviteter").WaitForAsync();

        // Into the other one's time: it says why, and has times to take.
        await page.GotoAsync("/styr/schema?edition=styr-2028&vecka=2028-10-02");
        await page.GetByRole(AriaRole.Link, new() { Name = "Eftermiddagen" }).ClickAsync();
        await page.GetByLabel("Börjar").FillAsync("2028-10-03T09:30");
        await page.GetByLabel("Slutar").FillAsync("2028-10-03T10:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Flytta", Exact = true }).ClickAsync();
        await page.GetByText("Stora salen är upptagen av ”Förmiddagen”").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "schedule-clash");
        await page.GetByRole(AriaRole.Button, new() { Name = "tis 3 oktober 2028 10.00–11.00" }).ClickAsync();
        await page.GetByText("”Eftermiddagen” ligger nu tis 3 oktober 2028 10.00–11.00").WaitForAsync();

        // What is new is told to nobody, and the release makes it public.
        await page.GotoAsync("/styr/slapp?edition=styr-2028");
        await page.GetByText("2 ändringar. Ingen som är anmäld berörs").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "release-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Släpp programmet" }).ClickAsync();
        await page.GetByText("Version 1 är släppt. De som berörs får ett mejl").WaitForAsync();
        (await festival.Anyone.GetAsync("/api/v1/editions/styr-2028/programme", HttpStatusCode.OK))["activities"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_hand_that_drags_is_told_of_the_clash_before_it_lets_go_and_a_move_is_undone()
    {
        await WithTwoInOneHallAsync("styr-dra-2027");
        var page = await StaffMember.OpenAsync(
            festival, browser, "/styr/schema?edition=styr-dra-2027&vecka=2027-10-04", new { role = "organiser" }, withScript: true);
        var afternoon = page.Locator(".block", new() { HasText = "Eftermiddagen" });
        await afternoon.FocusAsync();
        for (var i = 0; i < 20; i++)
        {
            await page.Keyboard.PressAsync("ArrowUp");
        }

        await page.Locator("#try.bad").WaitForAsync();
        (await page.Locator("#try").InnerTextAsync()).ShouldContain("Förmiddagen");
        await page.Keyboard.PressAsync("Escape");

        var (from, to) = ((await afternoon.BoundingBoxAsync())!, (await page.Locator("[data-day='2027-10-06'] .blocks").BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 8);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 20, from.Y + 8, new() { Steps = 5 });
        await page.Locator(".block.goes").WaitForAsync();
        await page.Mouse.UpAsync();
        await page.GetByText("”Eftermiddagen” ligger nu ons 6 oktober 2027 14.00–15.00").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "schedule-moved");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await page.GetByText("”Eftermiddagen” ligger nu tis 5 oktober 2027 14.00–15.00").WaitForAsync();
    }

    private async Task WithTwoInOneHallAsync(string slug)
    {
        var edition = (await PostAsync("/editions", new { slug, name = new { sv = $"Festivalen {slug}" }, startsOn = "2027-10-04", endsOn = "2027-10-15" })).Text("id");
        var hall = (await PostAsync($"/editions/{edition}/venues", new { name = "Stora salen", capacity = 100 })).Text("id");
        foreach (var (title, hour) in new[] { ("Förmiddagen", "09"), ("Eftermiddagen", "14") })
        {
            await PostAsync($"/editions/{edition}/activities", new
            {
                kind = "seminar",
                title = new { sv = title },
                startsAt = $"2027-10-05T{hour}:00:00+02:00",
                endsAt = $"2027-10-05T{int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture) + 1:00}:00:00+02:00",
                venueId = hall,
                capacity = 20,
            });
        }
    }

    private Task<System.Text.Json.Nodes.JsonNode> PostAsync(string path, object body) => festival.Organiser.PostAsync($"/api/v1{path}", body, HttpStatusCode.Created);
}
