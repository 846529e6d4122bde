using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reports;

/// <summary>Reports as the service gives them, of editions in a real store.</summary>
public sealed class Reporting(Reporting.Running running) : IClassFixture<Reporting.Running>
{
    private RunningService Service => running.Service;

    private HttpClient Organiser => Service.As(Roles.Organiser);

    [Fact]
    public async Task A_report_has_each_measure_of_each_group_with_its_interval()
    {
        var report = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{running.Edition.Slug}/report"))!;

        // 3, 31, 32, 33, 34, 35: 168 answers of 228 invited, and three of the first activity are in no count of its own.
        var total = report["total"]!;
        (total["invited"]!.GetValue<int>(), total["cast"]!.GetValue<int>(), total["answered"]!.GetValue<int>(), total["responseRate"]!.GetValue<double>())
            .ShouldBe((228, 168, 168, 73.7));

        // Means 7, 6.5 and 6: (6.5 − 1) × 100 / 9.
        total["nki"]!.GetValue<double>().ShouldBe(61.1);
        total["intervals"]!["nki"]!["low"]!.GetValue<double>().ShouldBeLessThan(61.1);
        total["intervals"]!["nki"]!["high"]!.GetValue<double>().ShouldBeGreaterThan(61.1);
        total["questions"]![0]!["distribution"]!.AsObject().Select(answer => answer.Value!.GetValue<int>()).ShouldBe([0, 0, 0, 0, 0, 56, 56, 56, 0, 0]);
        report["membership"]!.AsObject().Select(group => group.Key).ShouldBe(["member", "other"]);
        report["companySizes"]!.AsObject().Select(group => group.Key).ShouldBe(["micro", "large"]);
        report["hosts"]!.AsObject().Count.ShouldBe(2);
        (report["knowledge"]!["company"]!["pairs"]!.GetValue<int>(), report["knowledge"]!["company"]!["rose"]!.GetValue<double>()).ShouldBe((12, 83.3));
        report["knowledge"]!["official"]!.ToJsonString().ShouldBe("""{"suppressed":true}""");
        report["questions"]![0]!["text"]!.GetValue<string>().ShouldStartWith("Hur nöjd");
    }

    [Fact]
    public async Task Who_knows_the_whole_cannot_subtract_the_three_who_answered_one_activity()
    {
        var report = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{running.Edition.Id}/report"))!;

        var hidden = report["activities"]!.AsArray().Where(activity => activity!["figures"]!["suppressed"]!.GetValue<bool>()).ToList();
        hidden.Count.ShouldBe(3, "the one itself, another of its kind, and another of its topic");
        hidden.ShouldAllBe(activity => activity!["figures"]!["answered"] == null && activity["figures"]!["cast"] == null);
    }

    [Fact]
    public async Task The_report_is_a_table_too()
    {
        var csv = await (await AskAsync($"/api/v1/editions/{running.Edition.Slug}/report", "text/csv")).Content.ReadAsStringAsync();

        var lines = csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines[0].ShouldStartWith("group;name;invited;answered;responseRate;nki;nps;climate;cast;nkiLow;nkiHigh");
        lines[1].ShouldStartWith($"edition;{running.Edition.Slug};228;168;73,7;61,1;");
        lines.ShouldContain(line => line.StartsWith("side;company;", StringComparison.Ordinal));
        lines.Count(line => line.StartsWith("activity;", StringComparison.Ordinal) && line.Contains(";<7;")).ShouldBe(3);
    }

    [Fact]
    public async Task Edition_beside_edition_tells_what_is_beyond_chance()
    {
        var comparison = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/compare?ids={running.Edition.Slug},{running.Next.Id}"))!;

        comparison["editions"]!.AsArray().Select(edition => edition!["total"]!["nki"]!.GetValue<double>()).ShouldBe([61.1, 72.2]);
        var rows = comparison["rows"]!.AsArray();
        var climate = rows.First(row => row!["group"]!.GetValue<string>() == "edition" && row["measure"]!.GetValue<string>() == "climate")!;
        climate["editions"]![0]!["difference"].ShouldBeNull();
        var difference = climate["editions"]![1]!["difference"]!;
        (difference["value"]!.GetValue<double>(), difference["isBeyondChance"]!.GetValue<bool>()).ShouldBe((1.0, true));
        rows.Select(row => row!["group"]!.GetValue<string>()).Distinct().ShouldBe(["edition", "kind", "membership"]);

        var csv = await (await AskAsync($"/api/v1/editions/compare?ids={running.Edition.Slug},{running.Next.Id}", "text/csv")).Content.ReadAsStringAsync();
        csv.ShouldContain($";climate;;{running.Next.Slug};");
        (await Organiser.GetAsync($"/api/v1/editions/compare?ids={running.Edition.Slug},nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Organiser.GetAsync($"/api/v1/editions/compare?ids={running.Edition.Slug}&format=html")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the page is the report's");
    }

    [Fact]
    public async Task The_page_lets_nothing_run_and_nothing_load()
    {
        using var answer = await AskAsync($"/api/v1/editions/{running.Edition.Slug}/report?with={running.Next.Slug}", "text/html,application/xhtml+xml,*/*;q=0.8");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldNotContain("unsafe");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("""<html lang="sv">""");
        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldNotContain(" style=");
        page.ShouldContain(running.Next.Slug);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    [InlineData("text/html")]
    public async Task Another_edition_that_nobody_has_heard_of_is_never_passed_over(string accept)
    {
        using var answer = await AskAsync($"/api/v1/editions/{running.Edition.Slug}/report?with=nope", accept);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        problem["edition"]!.GetValue<string>().ShouldBe("nope");
        problem["title"]!.GetValue<string>().ShouldBe("Ingen sådan upplaga har släppts än");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    public async Task Only_the_page_shows_another_edition(string accept)
    {
        using var answer = await AskAsync($"/api/v1/editions/{running.Edition.Slug}/report?with={running.Next.Slug}", accept);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!["with"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_link_opens_its_report_without_signing_in_until_it_expires()
    {
        var made = await Organiser.PostAsJsonAsync($"/api/v1/editions/{running.Edition.Slug}/report/link", new { days = 7, with = running.Next.Slug });
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        var link = (await made.Content.ReadFromJsonAsync<JsonNode>())!;
        var address = new Uri(link["url"]!.GetValue<string>());
        address.ToString().ShouldStartWith("http://gateway.test/api/v1/reports/");
        link["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(DateTimeOffset.UtcNow.AddDays(7), TimeSpan.FromMinutes(1));

        using var page = await Service.Http.GetAsync(address.PathAndQuery);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain(running.Next.Slug);
        (await Service.Http.GetStringAsync(address.PathAndQuery + "?format=csv")).ShouldContain(running.Edition.Slug);
        using var forged = await Service.Http.GetAsync(address.PathAndQuery[..^2] + "xx");
        (forged.StatusCode, forged.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.NotFound, "application/problem+json"));
        (await Service.Http.GetAsync(address.PathAndQuery + "?format=json")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Organiser.PostAsJsonAsync($"/api/v1/editions/{running.Edition.Slug}/report/link", new { days = 0 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Service.Http.PostAsJsonAsync($"/api/v1/editions/{running.Edition.Slug}/report/link", new { days = 7 })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Built_again_from_the_events_it_is_the_same_report()
    {
        var address = $"/api/v1/editions/{running.Edition.Slug}/report";
        var before = await Organiser.GetStringAsync(address);

        // Another instance: the daemon of the service itself goes on with what comes meanwhile.
        using (var daemon = await Service.Store.BuildProjectionDaemonAsync())
        {
            await using (var session = Service.Store.LightweightSession())
            {
                session.DeleteWhere<GroupResult>(result => result.EditionId == running.Edition.Id.Value);
                await session.SaveChangesAsync();
            }

            await daemon.RebuildProjectionAsync<ResultsProjection>(CancellationToken.None);
        }

        (await Organiser.GetStringAsync(address)).ShouldBe(before);
    }

    private async Task<HttpResponseMessage> AskAsync(string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        return await Organiser.SendAsync(request);
    }

    /// <summary>The service with two editions that are over.</summary>
    public sealed class Running : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public SomeEdition Edition { get; } = SomeEdition.Of(0, "<script>alert(1)</script> & \"så\"");

        public SomeEdition Next { get; } = SomeEdition.Of(10);

        public async ValueTask InitializeAsync()
        {
            Service = await RunningService.StartAsync<Program>("feedback", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
            foreach (var edition in (SomeEdition[])[Edition, Next])
            {
                await edition.StoreAsync(Service.Store);
                var answers = edition.Activities.Sum(activity => activity.Answers);
                await Eventually.TrueAsync(async () =>
                {
                    await using var reads = Service.Store.QuerySession();
                    return await reads.LoadAsync<GroupResult>(Group.WholeEdition.IdIn(edition.Id)) is { } result && result.Answered == answers && result.Cast == answers
                        && await reads.LoadAsync<GroupResult>(new Group(Dimension.Side, "company").IdIn(edition.Id)) is not null
                        && (await reads.LoadManyAsync<Feedback.Reports.ReportedActivity>(edition.Activities.Select(activity => activity.Id.Value))).Count == edition.Activities.Count;
                });
            }
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
