using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>People sign in, in a browser: by the code that was mailed, and by a device (Chromium's virtual authenticator).</summary>
[Collection(nameof(InChromium))]
public sealed class JourneysInChromium(IdentityInChromium running)
{
    private const int Phone = 320;

    [Fact]
    public async Task A_program_gets_its_token_by_the_code_that_was_mailed()
    {
        await using var context = await running.OpenAsync(Phone, "sv", ColorScheme.Light);
        var page = await context.NewPageAsync();
        var complaints = ComplaintsOf(page);
        var invited = await running.InviteAsync("planner");
        var (address, verifier) = RunningIdentity.Authorize(running.Program);

        await page.GotoAsync(running.Address + address);
        await running.SignInByCodeAsync(page, invited);
        await ShouldBeAtProgramAsync(page);

        using var person = running.Identity.With(await running.TokenAsync(page.Url, verifier));
        (await person.GetFromJsonAsync<JsonNode>("/api/v1/me"))!["email"]!.GetValue<string>().ShouldBe(invited);
        complaints.ShouldBeEmpty("the way back to the program keeps to the policy of our pages");
    }

    [Fact]
    public async Task An_organiser_gets_into_a_program_by_a_device_and_not_by_the_code_alone()
    {
        await using var context = await running.OpenAsync(Phone, "sv", ColorScheme.Light);
        var page = await context.NewPageAsync();
        var complaints = ComplaintsOf(page);
        await running.AddDeviceAsync(page);
        var invited = await running.InviteAsync("organiser");
        await page.GotoAsync(running.Address + RunningIdentity.Authorize(running.Program).Address);
        await running.SignInByCodeAsync(page, invited);
        await page.WaitForSelectorAsync("text=För din roll räcker inte koden: lägg till en nyckel.");
        await page.ClickAsync("form.passkey button");
        await ShouldBeAtProgramAsync(page);

        // The browser has forgotten who it was, and the device has not.
        await context.ClearCookiesAsync();
        var (address, verifier) = RunningIdentity.Authorize(running.Program);
        await page.GotoAsync(running.Address + address);
        await page.ClickAsync("form.passkey button");
        await ShouldBeAtProgramAsync(page);

        using var organiser = running.Identity.With(await running.TokenAsync(page.Url, verifier));
        (await organiser.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_ends_another_session_is_signed_out_there()
    {
        await using var lost = await running.OpenAsync(Phone, "sv", ColorScheme.Light);
        await using var kept = await running.OpenAsync(Phone, "sv", ColorScheme.Light);
        var (there, here) = (await lost.NewPageAsync(), await kept.NewPageAsync());
        var invited = await running.InviteAsync("planner");
        foreach (var (page, nth) in new[] { (there, 1), (here, 2) })
        {
            await page.GotoAsync(running.Address + "/sign-in");
            await running.SignInByCodeAsync(page, invited, nth);
            await page.WaitForSelectorAsync("h1:has-text('Du är inloggad')");
        }

        await here.Locator("ul.rows form button").ClickAsync();
        await Assertions.Expect(here.Locator("ul.rows form")).ToHaveCountAsync(0);

        await there.ReloadAsync();
        (await there.Locator("#email").IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_signed_in_by_a_code_adds_a_passkey_and_signs_in_by_it()
    {
        await using var context = await running.OpenAsync(Phone, "sv", ColorScheme.Light);
        var page = await context.NewPageAsync();
        var complaints = ComplaintsOf(page);
        await running.AddDeviceAsync(page);
        var invited = await running.InviteAsync("planner");

        await page.GotoAsync(running.Address + "/sign-in");
        await running.SignInByCodeAsync(page, invited);
        await page.ClickAsync("text=Dina nycklar");
        await page.ClickAsync("text=Lägg till en nyckel");
        await page.WaitForSelectorAsync("text=Lägg till en nyckel till");
        await page.ClickAsync("text=Till ditt konto");
        await page.Locator("text=Logga ut").First.ClickAsync();
        await page.ClickAsync("text=Logga in med nyckel");

        await page.WaitForSelectorAsync("h1:has-text('Du är inloggad')");
        (await page.ContentAsync()).ShouldContain(invited);
        (await page.ContentAsync()).ShouldContain("med nyckel");
        complaints.ShouldBeEmpty("the pages keep to their own policy");
    }

    [Fact]
    public async Task Without_script_the_code_is_enough_and_no_passkey_is_offered()
    {
        await using var context = await running.OpenAsync(Phone, "en", ColorScheme.Light, withScript: false);
        var page = await context.NewPageAsync();
        var invited = await running.InviteAsync("planner");

        await page.GotoAsync(running.Address + "/sign-in");
        (await page.Locator("form.passkey").IsVisibleAsync()).ShouldBeFalse();
        await page.FillAsync("#email", invited);
        await page.ClickAsync("text=Email me a code");
        await page.FillAsync("#code", await running.CodeOfAsync(invited));
        await page.Locator("form button").ClickAsync();

        (await page.Locator("h1").TextContentAsync()).ShouldBe("You are signed in");
    }

    private Task ShouldBeAtProgramAsync(IPage page) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(running.Program) + @"\?"), new() { Timeout = 120_000 });

    /// <summary>What the browser complains of, such as something that a page's own policy forbids.</summary>
    private static List<string> ComplaintsOf(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }
}
