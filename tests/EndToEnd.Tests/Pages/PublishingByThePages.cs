using System.Net;
using BusinessFocus.EndToEnd.Tests.Jobs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An organiser types in what others measure, chooses what everybody may read, and tells other systems.</summary>
[Collection(nameof(InBrowser))]
public sealed class PublishingByThePages(Festival festival, Browser browser)
{
    [Fact]
    public async Task A_figure_that_somebody_else_published_is_typed_in_and_stands_in_the_report()
    {
        await ReleasedAsync("andras-siffror");
        var page = await OpenAsync("/styr/rapport/andras?edition=andras-siffror");

        await page.GetByLabel("Vad", new() { Exact = true }).SelectOptionAsync("skr|nki|lantmateri");
        await page.GetByLabel("År", new() { Exact = true }).FillAsync("2024");
        await page.GetByLabel("Siffra", new() { Exact = true }).FillAsync("741");
        await page.GetByLabel("Källa", new() { Exact = true }).FillAsync("Insikt 2024");
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await page.GetByText("Ett tal från 0 till 100.").First.WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-andras-fel");

        await page.GetByLabel("Siffra", new() { Exact = true }).FillAsync("74,1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await page.GetByText("Sparad. Rapporten visar den.").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-andras");

        await page.GetByRole(AriaRole.Link, new() { Name = "Till rapporten" }).ClickAsync();
        await page.GetByText("2024: 74,1").WaitForAsync();
    }

    [Fact]
    public async Task What_is_chosen_of_the_report_is_read_by_somebody_signed_out()
    {
        await ReleasedAsync("offentlig-del");
        var reader = await browser.OpenAsync(withScript: true);
        (await reader.GotoAsync("/rapport/offentlig-del"))!.Status.ShouldBe((int)HttpStatusCode.NotFound);
        var page = await OpenAsync("/styr/rapport/offentligt?edition=offentlig-del");

        await page.GetByLabel("Vad alla tyckte").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await page.GetByText("Sparat. Alla kan läsa det här").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-offentligt");

        foreach (var (language, heading, few) in new[] { ("", "Så blev det: offentlig-del", "Färre än sju har svarat"), ("/en", "How it went: offentlig-del", "Fewer than seven people have answered") })
        {
            await reader.GotoAsync($"{language}/rapport/offentlig-del");
            await reader.GetByRole(AriaRole.Heading, new() { Name = heading }).WaitForAsync();
            await reader.GetByText(few).WaitForAsync();
            await Browser.ShouldBeInOrderAsync(reader, $"offentlig-rapport{language.Replace('/', '-')}");
        }

        await page.GetByLabel("Vad alla tyckte").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await page.GetByText("Inget av rapporten är offentligt.").WaitForAsync();
        (await reader.GotoAsync("/rapport/offentlig-del"))!.Status.ShouldBe((int)HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_system_is_told_by_a_webhook_whose_secret_is_shown_once()
    {
        var page = await OpenAsync("/styr/webhookar/ny");
        await page.GetByLabel("Adress", new() { Exact = true }).FillAsync("http://mottagare.example/hook");
        await page.GetByLabel("Vad den är till för").FillAsync("Medborgarappen");
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByLabel("Vem får ett mejl").FillAsync("webb@lerum.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till" }).ClickAsync();
        await page.GetByText("Adressen ska börja med https://").First.WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-webhook-fel");

        await page.GetByLabel("Adress", new() { Exact = true }).FillAsync("https://mottagare.example/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till" }).ClickAsync();
        await page.GetByText("Hemligheten visas bara nu.").WaitForAsync();
        (await page.GetByLabel("Hemlighet", new() { Exact = true }).InputValueAsync()).ShouldNotBeEmpty();
        await Browser.ShouldBeInOrderAsync(page, "styr-webhook");

        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka ett prov" }).ClickAsync();
        await page.GetByText("Ett prov är på väg.").WaitForAsync();
        (await page.GetByLabel("Hemlighet", new() { Exact = true }).CountAsync()).ShouldBe(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta bort webhooken" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Webhookar" }).WaitForAsync();
        (await page.GetByText("Medborgarappen").CountAsync()).ShouldBe(0);
    }

    private async Task ReleasedAsync(string slug)
    {
        var edition = await PlannedEdition.NewAsync(festival, slug);
        await edition.ReleaseAsync(await edition.SeminarAsync("Ett seminarium", "2027-10-05T08:00"));
    }

    private Task<IPage> OpenAsync(string path) => StaffMember.OpenAsync(festival, browser, path, new { role = "organiser" }, withScript: true);
}
