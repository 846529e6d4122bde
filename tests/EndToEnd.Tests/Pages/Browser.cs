using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

[CollectionDefinition(nameof(InBrowser))]
public sealed class InBrowser : ICollectionFixture<Browser>;

/// <summary>Debian's Chromium. Pictures of the pages are kept in the folder of BUSINESSFOCUS_KEEP_PAGES.</summary>
public sealed class Browser(Festival festival) : IAsyncLifetime
{
    public const int Phone = 320;
    public const int Desk = 1280;

    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>As people see the gateway.</summary>
    public string Address => $"http://localhost:{festival.Anyone.BaseAddress!.Port}";

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Chromium))
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    public async Task<IPage> OpenAsync(int width = Phone, ColorScheme scheme = ColorScheme.Light, bool withScript = false)
    {
        Assert.SkipUnless(browser is not null, $"{Chromium} is missing: apt-get install chromium");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = 844 },
            ColorScheme = scheme,
            Locale = "sv-SE",
            JavaScriptEnabled = withScript,
            BypassCSP = withScript,
        });

        // A machine that does much else at the same time is slow, and not wrong.
        context.SetDefaultTimeout(120_000);
        return await context.NewPageAsync();
    }

    /// <summary>Until it is so, where the page has to wait itself to know it: Playwright takes a promise for a yes.</summary>
    public static Task HoldsAsync(IPage page, string expression) => Eventually.TrueAsync(() => page.EvaluateAsync<bool>(expression), what: expression);

    /// <summary>At this address, with all of the page there. The page itself is asked: of "load" a browser that has much to do has been seen to tell nothing.</summary>
    public static async Task ArrivesAsync(IPage page, Regex address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = 120_000 });
        await HoldsAsync(page, "document.readyState === 'complete'");
    }

    /// <summary>No sideways scrolling, and nothing that axe finds. Axe waits for timers, which a page without script never has.</summary>
    public static async Task ShouldBeInOrderAsync(IPage page, string what)
    {
        if (Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_PAGES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what}.png"), FullPage = true });
        }

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, what);
        var found = await page.RunAxe().WaitAsync(Eventually.Patience);
        found.Violations.Select(violation => $"{what}: {violation.Id}: {violation.Nodes.First().Html}").ShouldBeEmpty();
    }

    /// <summary>Axe needs a script, and so a browser of its own, which is signed in as the page is.</summary>
    public async Task ShouldBeInOrderAsync(IPage page, params (string Address, string Name)[] pages)
    {
        foreach (var (width, scheme) in new[] { (Phone, ColorScheme.Dark), (Desk, ColorScheme.Light) })
        {
            var other = await OpenAsync(width, scheme, withScript: true);
            await other.Context.AddCookiesAsync((await page.Context.CookiesAsync()).Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
                HttpOnly = cookie.HttpOnly,
                Secure = cookie.Secure,
                SameSite = cookie.SameSite,
            }));
            foreach (var (address, name) in pages)
            {
                (await other.GotoAsync(address))!.Status.ShouldBe(200, address);
                await ShouldBeInOrderAsync(other, $"{name}-{width}");
            }
        }
    }
}
