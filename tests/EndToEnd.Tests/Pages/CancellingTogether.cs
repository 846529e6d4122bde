using BusinessFocus.EndToEnd.Tests.Jobs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>Who booked several officers in one go cancels all of them in one, by the receipt's link and with a yes.</summary>
[Collection(nameof(InBrowser))]
public sealed class CancellingTogether(Festival festival, Browser browser)
{
    [Fact]
    public async Task What_is_cancelled_is_listed_first_and_ends_with_one_letter()
    {
        const string visitor = "tillsammans-ines@foretag.example";
        var edition = await PlannedEdition.NewAsync(festival, "tillsammans-2027");
        var food = await edition.SlotsAsync(await edition.HostAsync("Josefin Ek", "josefin-tillsammans@lerum.example"), "09:00", "09:30", "livsmedel");
        var build = await edition.SlotsAsync(await edition.HostAsync("Maria Borg", "maria-tillsammans@lerum.example"), "09:30", "10:00", "bygglov");
        await edition.ReleaseAsync([.. food, .. build]);
        var page = await browser.OpenAsync();

        await page.GotoAsync($"/samtal/flera/boka?tid={food[0]}&tid={build[0]}&amne=livsmedel&amne=bygglov");
        await page.GetByLabel("Namn", new() { Exact = true }).FillAsync("Ines Krog");
        await page.GetByLabel("E-post").FillAsync(visitor);
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Klart! Du är anmäld" }).WaitForAsync();
        var booked = await festival.Mail.NextAsync(visitor);

        // Nothing ends by looking, and who says no keeps them.
        await page.GetByRole(AriaRole.Link, new() { Name = "Boka av alla 2 samtal" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Boka av alla 2 samtalen?" }).WaitForAsync();
        (await page.Locator("ol.steps").InnerTextAsync()).ShouldContain("Josefin Ek");
        (await page.Locator("ol.steps").InnerTextAsync()).ShouldContain("Maria Borg");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nej, behåll dem" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Klart! Du är anmäld" }).WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Boka av alla 2 samtal" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ja, boka av alla" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Avbokad" }).WaitForAsync();
        var end = await festival.Mail.NextAsync(visitor, each => each.MessageId != booked.MessageId);
        (await end.AttachedAsync()).Count.ShouldBe(2);
        (await end.AttachedAsync()).ShouldAllBe(each => each.Status == "CANCELLED");
        (await page.GetByRole(AriaRole.Link, new() { Name = "Boka av alla" }).CountAsync()).ShouldBe(0);
    }
}
