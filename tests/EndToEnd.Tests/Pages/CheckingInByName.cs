using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>A door with a script and without: by name, by code, without a registration, and taken back.</summary>
[Collection(nameof(InBrowser))]
public sealed class CheckingInByName(Festival festival, Browser browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_stands_at_the_door_finds_lets_in_and_takes_back_on_one_screen(bool withScript)
    {
        var activity = await AtTheDoor.ActivityAsync(festival, withScript ? "dorr-namn" : "dorr-namn-utan-skript");
        await AtTheDoor.GuestAsync(festival, activity, "Åsa Öberg", seats: 2);
        var ticket = (await AtTheDoor.GuestAsync(festival, activity, "Bo Ek")).Text("ticket");
        var page = await AtTheDoor.OpenAsync(festival, browser, activity, withScript: withScript);
        await InOrderAsync(page, "door");

        await SearchAsync(page, "oberg");
        await InOrderAsync(page, "door-found");
        await page.Locator("select").SelectOptionAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Checka in Åsa Öberg" }).ClickAsync();
        await OutcomeAsync(page, "in", "Åsa Öberg");
        await page.GetByText("av 3 har kommit").WaitForAsync();
        await InOrderAsync(page, "door-in");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await OutcomeAsync(page, "takenback", "Åsa Öberg");
        (await AtTheDoor.CameAsync(festival, activity)).ShouldBe(0);

        // A reader types the code as a keyboard does; the second time tells when and where the first was.
        await SearchAsync(page, ticket);
        await OutcomeAsync(page, "in", "Bo Ek");
        await SearchAsync(page, ticket);
        await OutcomeAsync(page, "before", "Norra");
        await InOrderAsync(page, "door-before");

        await SearchAsync(page, "Cilla Ny");
        await page.GetByRole(AriaRole.Button, new() { Name = "Släpp in", Exact = true }).ClickAsync();
        await OutcomeAsync(page, "in", "Cilla Ny");
        (await AtTheDoor.CameAsync(festival, activity)).ShouldBe(2);

        await SearchAsync(page, "x");
        await page.GetByText("Minst två bokstäver").WaitForAsync();
        await InOrderAsync(page, "door-fault");

        // What looks at the page is a script itself.
        Task InOrderAsync(IPage shown, string what) => withScript ? Browser.ShouldBeInOrderAsync(shown, what) : Task.CompletedTask;
    }

    [Fact]
    public async Task A_door_sees_its_own_doors_and_is_refused_at_another()
    {
        var (own, other) = (await AtTheDoor.ActivityAsync(festival, "dorr-egen"), await AtTheDoor.ActivityAsync(festival, "dorr-annan"));
        var ticket = (await AtTheDoor.GuestAsync(festival, other, "Bo Ek")).Text("ticket");
        var page = await AtTheDoor.OpenAsync(festival, browser, own, Browser.Desk, withScript: true);

        await SearchAsync(page, ticket);
        await OutcomeAsync(page, "refused", "");

        await page.GotoAsync("/en/dorr");
        (await page.Locator(".door-row").CountAsync()).ShouldBe(1);
        await Browser.ShouldBeInOrderAsync(page, "door-choice");
        (await page.GotoAsync($"/dorr/{other}"))!.Status.ShouldBe(200, "the page says nothing that is not in the programme");
        await page.GetByText("Den här dörren är inte din").WaitForAsync();
    }

    private static async Task SearchAsync(IPage page, string typed)
    {
        await page.Locator("#search").FillAsync(typed);
        await page.Locator("#search").PressAsync("Enter");
    }

    private static async Task OutcomeAsync(IPage page, string outcome, string text) =>
        await page.Locator($"#door-outcome[data-outcome={outcome}]", new() { HasText = text }).WaitForAsync();
}
