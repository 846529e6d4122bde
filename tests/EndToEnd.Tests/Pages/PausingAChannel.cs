using System.Net;
using System.Net.Http.Json;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>While nothing else runs: all journeys share the mail that is paused here.</summary>
[CollectionDefinition(nameof(WhileMailIsPaused), DisableParallelization = true)]
public sealed class WhileMailIsPaused : ICollectionFixture<Browser>;

/// <summary>An operator pauses e-mail by the pages, reads what that means before, and resumes it; without a script.</summary>
[Collection(nameof(WhileMailIsPaused))]
public sealed class PausingAChannel(Festival festival, Browser browser)
{
    private const string Pia = "pia@pausad.example";

    [Fact]
    public async Task Who_registers_meanwhile_gets_the_letter_once_when_it_is_resumed()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "pausad-2027", seats: 5);
        var page = await StaffMember.OpenAsync(festival, browser, "/drift", new { role = "operator" }, "Olle Drift");
        try
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Pausa E-post" }).ClickAsync();
            await page.GetByText("Ingen kan logga in med kod, inte heller du.").WaitForAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Pausa E-post" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
            await page.GetByLabel("Varför?").FillAsync("Vi byter mejlserver");
            await page.GetByLabel("Varför?").PressAsync("Enter");
            await page.GetByRole(AriaRole.Status).GetByText("E-post är pausad.").WaitForAsync();
            await page.GetByText("av Olle Drift: Vi byter mejlserver").WaitForAsync();

            await festival.Anyone.PostAsync(
                $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Pia Paus", email = Pia }, consent = true }, HttpStatusCode.Created);
            await Eventually.TrueAsync(async () =>
            {
                await page.GotoAsync("/drift");
                return await page.GetByText("E-post är pausad: 1 brev väntar").CountAsync() > 0;
            });
            festival.Mail.For(Pia).ShouldBeEmpty();
            await browser.ShouldBeInOrderAsync(
                page, ("/drift", "drift-pausad"), ("/en/drift", "operations-paused"), ("/drift/kanaler/email", "ateruppta"), ("/drift/kanaler/inbox", "pausa"), ("/en/drift/kanaler/inbox", "pause"));

            await page.GotoAsync("/drift/kanaler/email");
            await page.GetByRole(AriaRole.Button, new() { Name = "Återuppta E-post" }).ClickAsync();
            await page.GetByRole(AriaRole.Status).GetByText("E-post går igen.").WaitForAsync();
            await festival.Mail.NextAsync(Pia);
            await page.GetByRole(AriaRole.Link, new() { Name = "Pausa E-post" }).WaitForAsync();
            festival.Mail.For(Pia).ShouldHaveSingleItem();
            (await page.GotoAsync("/drift/kanaler/brevduva"))!.Status.ShouldBe(404);
        }
        finally
        {
            await festival.Operator.PutAsJsonAsync("/api/v1/channels/email", new { isPaused = false });
        }
    }
}
