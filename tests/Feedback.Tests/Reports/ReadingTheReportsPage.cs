using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Hosting.Tokens;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reports;

/// <summary>The report as a page in a browser (Debian's Chromium), on a phone, on a screen and on paper.</summary>
public sealed partial class ReadingTheReportsPage(ReadingTheReportsPage.Running running) : IClassFixture<ReadingTheReportsPage.Running>
{
    /// <summary>A4 less its margins, in CSS pixels.</summary>
    private const int PaperWidth = 680;
    private const int PaperHeight = 1009;

    [Theory]
    [InlineData(360, "sv")]
    [InlineData(360, "en")]
    [InlineData(1280, "sv")]
    public async Task It_fits_the_screen_and_loads_and_runs_nothing(int width, string language)
    {
        await using var view = await running.OpenAsync(width, language);

        (await view.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        view.Complaints.ShouldBeEmpty();
        view.Requests.ShouldHaveSingleItem();
        (await view.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        (await view.Page.TitleAsync()).ShouldStartWith(language == "sv" ? "Rapport" : "Report");
    }

    [Fact]
    public async Task Every_picture_has_a_name_and_a_description_and_a_table_beside_it()
    {
        await using var view = await running.OpenAsync(1280);

        var pictures = await view.Page.EvaluateAsync<string[][]>(
            "[...document.querySelectorAll('svg[role=img]')].map(svg => svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent))");
        pictures.Length.ShouldBeGreaterThan(20);
        pictures.ShouldAllBe(texts => texts.Length == 2 && texts.All(text => text.Length > 3));
        (await view.Page.EvaluateAsync<int>("[...document.querySelectorAll('section')].filter(section => section.querySelector('svg') && !section.querySelector('table')).length")).ShouldBe(0);
        (await view.Page.EvaluateAsync<int>("document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map(each => each.id)).size")).ShouldBe(0, "an id stands once");

        var levels = await view.Page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1, h2, h3')].map(heading => +heading.tagName[1])");
        levels[0].ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second > 1 && pair.Second - pair.First <= 1);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(255, 255, 255)")]
    [InlineData(ColorScheme.Dark, "rgb(20, 23, 28)")]
    public async Task It_can_be_used_by_everybody_by_day_and_by_night(ColorScheme scheme, string paper)
    {
        await using var view = await running.OpenAsync(1280, scheme: scheme);

        (await view.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe(paper);
        var found = await view.Page.RunAxe();
        found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes.First().Html}").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_prints_on_a_few_pages_of_A4_and_no_picture_is_cut()
    {
        await using var view = await running.OpenAsync(PaperWidth);
        await view.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var heights = await view.Page.EvaluateAsync<double[]>("[...document.querySelectorAll('figure')].map(figure => figure.getBoundingClientRect().height)");
        heights.ShouldAllBe(height => height > 20 && height < PaperHeight);
        (await view.Page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('figure, tr')].map(each => getComputedStyle(each).breakInside))]")).ShouldBe(["avoid"]);
        (await view.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(PaperWidth);

        var pdf = await view.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = false });
        if (Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_PAGES") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "report.pdf"), pdf);
        }

        PdfPage().Count(Encoding.Latin1.GetString(pdf)).ShouldBeInRange(5, 25);
    }

    [Fact]
    public async Task What_somebody_called_an_activity_stays_text()
    {
        await using var view = await running.OpenAsync(1280);

        (await view.Page.Locator("th", new() { HasText = "<script>alert(1)</script> & \"så\" 3" }).CountAsync()).ShouldBeGreaterThan(0);
        (await view.Page.Locator("script").CountAsync()).ShouldBe(0);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PdfPage();

    /// <summary>A page, what it has asked for and what the browser complained about.</summary>
    public sealed record View(IBrowserContext Context, IPage Page, List<string> Requests, List<string> Complaints) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Context.DisposeAsync();
    }

    public sealed class Running : IAsyncLifetime
    {
        private const string Chromium = "/usr/bin/chromium";

        private readonly Reporting.Running service = new();
        private IPlaywright? playwright;
        private IBrowser? browser;
        private string? address;

        public async ValueTask InitializeAsync()
        {
            Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");
            await service.InitializeAsync();
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
            var organiser = service.Service.As(Roles.Organiser);
            foreach (var year in Enumerable.Range(2018, 9))
            {
                await SetAsync($"svenskt-naringsliv/ranking/total/{year}", 41, $"https://www.foretagsklimat.se/{new string('a', 300)}");
                await SetAsync($"skr/nki/miljo-och-halsoskydd/{year}", 74.1, "SKR, <b>Öppna jämförelser</b>");
                await SetAsync($"skr/nki/bygglov/{year}", 71, "SKR, <b>Öppna jämförelser</b>");
            }

            var link = await organiser
                .PostAsJsonAsync($"/api/v1/editions/{service.Edition.Slug}/report/link", new { days = 1, with = service.Next.Slug });
            address = (await link.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["url"]!.GetValue<string>();

            async Task SetAsync(string figure, double value, string source)
            {
                using var set = await organiser.PutAsJsonAsync($"/api/v1/municipalities/lerum/official-figures/{figure}", new { value, source });
                set.EnsureSuccessStatusCode();
            }
        }

        /// <summary>Opens the report by its link; what the browser asks for is answered by the service, whatever the address.</summary>
        public async Task<View> OpenAsync(int width, string language = "sv", ColorScheme scheme = ColorScheme.Light)
        {
            var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, Locale = language, ColorScheme = scheme });
            context.SetDefaultTimeout(120_000);
            var page = await context.NewPageAsync();
            var view = new View(context, page, [], []);
            page.Console += (_, message) => view.Complaints.Add($"{message.Type}: {message.Text}");
            page.PageError += (_, error) => view.Complaints.Add(error);
            page.Dialog += (_, dialog) => view.Complaints.Add(dialog.Message);
            await page.RouteAsync("**/*", async route =>
            {
                view.Requests.Add(route.Request.Url);
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(route.Request.Url).PathAndQuery);
                foreach (var (name, value) in route.Request.Headers)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }

                request.Headers.TryAddWithoutValidation("Accept-Language", language);
                using var answer = await service.Service.Http.SendAsync(request);
                await route.FulfillAsync(new()
                {
                    Status = (int)answer.StatusCode,
                    Headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
                    BodyBytes = await answer.Content.ReadAsByteArrayAsync(),
                });
            });
            var opened = await page.GotoAsync(address!);
            opened!.Status.ShouldBe(200);
            if (Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_PAGES") is { } folder)
            {
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"report-{width}-{language}-{scheme}.png") });
            }

            return view;
        }

        public async ValueTask DisposeAsync()
        {
            if (browser is not null)
            {
                await browser.DisposeAsync();
            }

            playwright?.Dispose();
            if (service.Service is not null)
            {
                await service.DisposeAsync();
            }
        }
    }
}
