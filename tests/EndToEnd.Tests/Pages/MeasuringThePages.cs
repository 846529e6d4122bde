using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>What the pages weigh, and whether they stand still, can be enlarged and be used by keyboard. Times are told and not held.</summary>
[Collection(nameof(InBrowser))]
public sealed partial class MeasuringThePages(Festival festival, Browser browser)
{
    private const int Activities = 200;
    private const int MostBytes = 100_000;

    /// <summary>Of a desk's width at 200 %.</summary>
    private const int Enlarged = Browser.Desk / 2;

    /// <summary>Words that Swedish cannot do without, and English does not have.</summary>
    private static readonly string[] SwedishWords = ["och", "att", "är", "som", "för", "inte", "du", "ditt", "på", "till", "vi", "av", "om", "eller"];

    [Fact]
    public async Task A_large_programme_is_light_at_the_first_view_stands_still_and_can_be_enlarged()
    {
        await LargeProgrammeAsync();
        await MeasureAsync(await browser.OpenAsync(Browser.Phone, withScript: true));
        await TimeAsync(await browser.OpenAsync(Browser.Phone, withScript: true));
    }

    /// <summary>As Lighthouse slows it down: 4G (150 ms, 1.6 Mbit/s), and a processor that takes four times as long.</summary>
    private static async Task TimeAsync(IPage page)
    {
        await page.AddInitScriptAsync("window.longest = 0; new PerformanceObserver(list => list.getEntries().forEach(each => { window.longest = Math.max(window.longest, each.duration); })).observe({ type: 'longtask', buffered: true });");
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8, ["uploadThroughput"] = 750_000 / 8 });
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });

        await page.GotoAsync("/program", new() { WaitUntil = WaitUntilState.Load });

        // A page may be loaded before it is painted.
        await page.WaitForFunctionAsync("performance.getEntriesByName('first-contentful-paint').length > 0");
        var list = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        TestContext.Current.TestOutputHelper?.WriteLine($"/program on a slow phone: {list:0} ms to the list, longest task {await page.EvaluateAsync<double>("window.longest"):0} ms");
    }

    private static async Task MeasureAsync(IPage page)
    {
        await page.AddInitScriptAsync("window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(each => { window.moved += each.value; })).observe({ type: 'layout-shift', buffered: true });");
        var session = await page.Context.NewCDPSessionAsync(page);
        var bytes = 0d;
        session.Event("Network.loadingFinished").OnEvent += (_, told) => bytes += told!.Value.GetProperty("encodedDataLength").GetDouble();
        await session.SendAsync("Network.enable");
        var clock = Stopwatch.StartNew();

        await page.GotoAsync("/program", new() { WaitUntil = WaitUntilState.Load });
        var loaded = clock.Elapsed;
        await page.EvaluateAsync("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))");

        (await page.Locator(".card").CountAsync()).ShouldBe(Activities);
        TestContext.Current.TestOutputHelper?.WriteLine($"/program with {Activities} activities: {bytes / 1000:0.0} kB, {loaded.TotalMilliseconds:0} ms");
        bytes.ShouldBeGreaterThan(0);
        bytes.ShouldBeLessThanOrEqualTo(MostBytes);
        (await page.EvaluateAsync<double>("window.moved")).ShouldBe(0);
        await Browser.ShouldBeInOrderAsync(page, "large-programme");

        await page.SetViewportSizeAsync(Enlarged, 422);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_visitor_registers_by_the_keyboard_alone()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "matt-tangenter", seats: 5);
        var page = await browser.OpenAsync(Browser.Desk);
        await page.GotoAsync($"/aktivitet/ett-seminarium-{activity}");

        await TabToAsync(page, "input[name='contact.name']");
        await page.Keyboard.TypeAsync("Tova Tangent");
        await TabToAsync(page, "input[name='contact.email']");
        await page.Keyboard.TypeAsync("matt-tova@foretag.example");
        await TabToAsync(page, "input[type=checkbox]");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "main button[type=submit], main button:not([type])");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Klart! Du är anmäld" }).WaitForAsync();
    }

    [Theory]
    [InlineData("", "hem")]
    [InlineData("/program", "program")]
    [InlineData("/samtal", "samtal")]
    [InlineData("/bjud-in", "bjud-in")]
    [InlineData("/mina", "mina")]
    [InlineData("/finns-inte", "finns-inte")]
    public async Task An_English_page_has_no_Swedish_words(string address, string name)
    {
        await Programme.WithOneActivityAsync(festival, $"matt-en-{name}", seats: 5);
        var page = await browser.OpenAsync(withScript: true);
        await page.GotoAsync($"/en{address}");

        var text = await page.EvaluateAsync<string>("() => { for (const each of document.querySelectorAll('[lang=sv]')) each.remove(); return document.body.innerText; }");

        Words().Matches(text.ToLowerInvariant()).Select(match => match.Value).Intersect(SwedishWords).ShouldBeEmpty(text);
        (await page.GetAttributeAsync("html", "lang")).ShouldBe("en");
    }

    /// <summary>The one that visitors begin with: of those that are on, it began first.</summary>
    private async Task LargeProgrammeAsync()
    {
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1);
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug = "matt-stor", name = new { sv = "En stor upplaga", en = "A large edition" }, startsOn = $"{first.AddDays(-10):O}", endsOn = $"{first.AddDays(13):O}" },
            HttpStatusCode.Created)).Text("id");
        var rows = Enumerable.Range(0, Activities).Select(i => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"seminar,{first.AddDays(i % 14):O}T{8 + (i / 28):00}:00,{first.AddDays(i % 14):O}T{8 + (i / 28):00}:45,Så blir nummer {i} klar i tid med allt,How number {i} gets everything ready in time,40,sv,bygglov"));
        using var csv = new StringContent("kind,startsAt,endsAt,title.sv,title.en,capacity,language,topics\n" + string.Join('\n', rows), new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv"));
        var imported = await (await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/import", csv)).JsonAsync(HttpStatusCode.OK);
        imported.Number("planned").ShouldBe(Activities);
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { note = "" }, HttpStatusCode.Created);
        await Eventually.TrueAsync(async () =>
            (await festival.Anyone.GetAsync("/api/v1/editions/matt-stor/availability")) is { IsSuccessStatusCode: true } answer
            && (await answer.JsonAsync(HttpStatusCode.OK))["activities"]!.AsArray().Count == Activities);
    }

    private static async Task TabToAsync(IPage page, string element)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.Locator(":focus").EvaluateAsync<bool>("(there, wanted) => there.matches(wanted)", element))
            {
                return;
            }
        }

        Assert.Fail($"{element} is not reached by the keyboard.");
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}
