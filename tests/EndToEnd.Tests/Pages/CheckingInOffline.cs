using System.Net;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>The network goes while people come: they are let in, and what was read is handed in later, each once.</summary>
[Collection(nameof(InBrowser))]
public sealed class CheckingInOffline(Festival festival, Browser browser)
{
    [Fact]
    public async Task What_was_read_without_a_network_counts_once_and_what_does_not_count_is_told()
    {
        var activity = await AtTheDoor.ActivityAsync(festival, "dorr-utan-nat", seats: 10);
        var (anna, bo) = (await AtTheDoor.GuestAsync(festival, activity, "Anna Ek"), await AtTheDoor.GuestAsync(festival, activity, "Bo Ek"));
        var page = await AtTheDoor.OpenAsync(festival, browser, activity, withScript: true);
        await Browser.HoldsAsync(page, "async () => navigator.serviceWorker.controller !== null && await caches.match(location.href) !== undefined");
        await Browser.HoldsAsync(
            page,
            "() => new Promise(done => { const asked = indexedDB.open('dorr', 1); asked.onsuccess = () => { const keys = asked.result.transaction('keys').objectStore('keys').count(); keys.onsuccess = () => { asked.result.close(); done(keys.result > 0); }; }; })");

        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await page.GetByText("Inget nät just nu").WaitForAsync();

        await ReadAsync(page, anna.Text("ticket"), "kept");
        await ReadAsync(page, anna.Text("ticket"), "before");
        await ReadAsync(page, bo.Text("ticket"), "kept");
        await ReadAsync(page, new string('A', 107), "refused");
        await page.GetByText("Släpp in utan anmälan").ClickAsync();
        await page.GetByLabel("Namn (frivilligt)").FillAsync("Cilla Ny");
        await page.GetByRole(AriaRole.Button, new() { Name = "Släpp in", Exact = true }).ClickAsync();
        await page.GetByText("Väntar på att lämnas in: 3").WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "door-offline");

        // Meanwhile Bo comes in by another door, which has a network.
        await festival.Organiser.PostAsync($"/api/v1/activities/{activity}/check-ins", new { id = bo.Text("id"), door = "Södra" }, HttpStatusCode.OK);
        await page.Context.SetOfflineAsync(false);

        await page.GetByText("Lämnades in men räknas inte").WaitForAsync();
        await page.GetByText("Södra").WaitForAsync();
        await page.GetByText("Väntar på att lämnas in").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Eventually.TrueAsync(async () => await AtTheDoor.CameAsync(festival, activity) == 3);

        await page.GetByRole(AriaRole.Button, new() { Name = "Jag har sett det" }).ClickAsync();
        await page.ReloadAsync();
        await page.GetByText("av 3 har kommit").WaitForAsync();
        (await page.Locator("#door-net").IsHiddenAsync()).ShouldBeTrue("nothing waits, and nothing is told twice");
        (await AtTheDoor.CameAsync(festival, activity)).ShouldBe(3);
    }

    private static async Task ReadAsync(IPage page, string ticket, string outcome)
    {
        await page.Locator("#search").FillAsync(ticket);
        await page.Locator("#search").PressAsync("Enter");
        await page.Locator($"#door-outcome[data-outcome={outcome}]").WaitForAsync();
    }
}
