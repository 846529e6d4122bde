using System.Net;
using System.Net.Http.Json;
using BusinessFocus.EndToEnd.Tests.Jobs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>Somebody at an association invites its members, without a script, and sees what was sent.</summary>
[Collection(nameof(InBrowser))]
public sealed class InvitingFromADesk(Festival festival, Browser browser)
{
    private const string Association = "bjuder-fran-sidan";

    [Fact]
    public async Task Members_are_chosen_counted_and_invited_and_the_letter_is_shown_before_it_goes()
    {
        var edition = await PlannedEdition.NewAsync(festival, "bjud-fran-sidan-2027");
        var breakfast = await edition.SeminarAsync("Frukost för medlemmar", "2027-10-05T08:00");
        await edition.ReleaseAsync(breakfast);
        using var pusher = await festival.ClientAsync(new { id = "bjuder-fran-sidan-lista", name = "Lista", roles = new[] { "association" }, association = Association });
        await (await pusher.PutAsJsonAsync($"/api/v1/associations/{Association}/members", Enumerable.Range(0, 9).Select(member => new
        {
            organisationNumber = Numbers[member],
            name = $"Medlem {member}",
            email = $"info@medlem{member}.sidan.example",
            employees = member < 8 ? 4 : 40,
        }))).JsonAsync(HttpStatusCode.OK);
        var address = $"/forening/bjud-in?edition=bjud-fran-sidan-2027";
        var page = await StaffMember.OpenAsync(festival, browser, address, new { role = "association", association = Association }, "Bea Bjuder");
        new Uri(page.Url).PathAndQuery.ShouldBe(address);

        // Something is missing, and what was chosen stays.
        await page.GetByLabel("Bjud in till").SelectOptionAsync(breakfast);
        await page.GetByLabel("1–9 anställda (8)").CheckAsync();
        await page.GetByLabel("Det här kallar medlemmarna er").FillAsync("Bjuder från sidan");
        await page.GetByLabel("På svenska").FillAsync("Vi ses vid bordet.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Räkna och visa brevet" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        (await page.GetByLabel("1–9 anställda (8)").IsCheckedAsync()).ShouldBeTrue();
        await page.GetByLabel("På engelska").FillAsync("See you at the table.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Räkna och visa brevet" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "8 medlemmar får den här inbjudan" }).WaitForAsync();
        await page.GetByText("Vi ses vid bordet.").First.WaitForAsync();
        await page.GetByText("See you at the table.").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka till 8 medlemmar" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Inbjudan är på väg till 8 medlemmar.").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Frukost för medlemmar" }).WaitForAsync();
        await festival.LetterAsync("info@medlem3.sidan.example", "Bjuder från sidan bjuder in till Frukost för medlemmar");

        // Too few, said at the top.
        await page.GetByLabel("10–49 anställda (1)").CheckAsync();
        await page.GetByLabel("På svenska").FillAsync("Till en enda.");
        await page.GetByLabel("På engelska").FillAsync("To one alone.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Räkna och visa brevet" }).ClickAsync();
        await page.GetByText("Färre än sju skulle få inbjudan").WaitForAsync();
        await browser.ShouldBeInOrderAsync(page, (address, "bjud-in"), ($"/en{address}", "invite"));
    }

    /// <summary>Of companies, with their control digits.</summary>
    private static string[] Numbers { get; } =
        ["557100-0008", "557100-0016", "557100-0024", "557100-0032", "557100-0040", "557100-0057", "557100-0065", "557100-0073", "557100-0081"];
}
