using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>Somebody with an account, who signs in to the pages by the code in the mail.</summary>
public static partial class StaffMember
{
    /// <summary>An account of its own, signed in and at the page.</summary>
    /// <param name="path">The page that is opened, which leads to the sign-in and back.</param>
    /// <param name="grant">As the interface takes it, for instance <c>new { role = "organiser" }</c>.</param>
    public static async Task<IPage> OpenAsync(
        Festival festival, Browser browser, string path, object grant, string name = "Eva Planerare", int width = Browser.Desk, bool withScript = false)
    {
        var address = $"{Guid.NewGuid():N}@lerum.example";
        await festival.Organiser.PostAsync("/api/v1/accounts", new { email = address, name, grants = new[] { grant } }, HttpStatusCode.Created);
        var page = await browser.OpenAsync(width, withScript: withScript);
        await SignInAsync(festival, page, path, address);
        return page;
    }

    public static async Task SignInAsync(Festival festival, IPage page, string path, string address)
    {
        await page.GotoAsync(path);
        await page.Locator("input[name=email]").FillAsync(address);
        await page.Locator("input[name=email]").PressAsync("Enter");
        await page.Locator("input[name=code]").WaitForAsync();
        var mail = await festival.Mail.NextAsync(address, message => Code().IsMatch(message.TextBody ?? ""));
        await page.Locator("input[name=code]").FillAsync(Code().Match(mail.TextBody ?? "").Value);
        await page.Locator("input[name=code]").PressAsync("Enter");
        await Browser.ArrivesAsync(page, SignedIn());
    }

    [GeneratedRegex("^(?!.*(/sign-in|/connect/))")]
    private static partial Regex SignedIn();

    [GeneratedRegex(@"\d{3} \d{3}\b")]
    private static partial Regex Code();
}
