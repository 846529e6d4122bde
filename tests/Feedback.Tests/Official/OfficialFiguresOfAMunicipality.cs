using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Official;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Official;

/// <summary>Official figures as the service keeps and shows them, in a real store.</summary>
public sealed class OfficialFiguresOfAMunicipality(OfficialFiguresOfAMunicipality.Running running) : IClassFixture<OfficialFiguresOfAMunicipality.Running>
{
    private RunningService Service => running.Service;

    private HttpClient Organiser => Service.As(Roles.Organiser);

    [Fact]
    public async Task A_figure_is_set_read_and_removed_and_a_repeat_changes_nothing()
    {
        const string figures = "/api/v1/municipalities/ale/official-figures";
        const string address = figures + "/Svenskt-N%C3%A4ringsliv/ranking/total/2026";
        var said = new { value = 41, source = "https://www.foretagsklimat.se/ale", publishedOn = "2026-09-23" };
        using var first = await Organiser.PutAsJsonAsync(address, said);
        using var again = await Organiser.PutAsJsonAsync(address, said);

        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        again.Headers.ETag.ShouldBe(first.Headers.ETag, "nothing has happened");
        var read = (await Organiser.GetFromJsonAsync<JsonNode>(figures))!["figures"]!.AsArray().ShouldHaveSingleItem()!;
        (read["publisher"]!.GetValue<string>(), read["measureName"]!.GetValue<string>(), read["value"]!.GetValue<double>(), read["scale"]!["most"]!.GetValue<double>())
            .ShouldBe(("svenskt-naringsliv", "Ranking, plats bland kommunerna", 41, 290));

        // What was read may come back as it is.
        using var back = await Organiser.PutAsJsonAsync(address, read);
        (back.StatusCode, back.Headers.ETag).ShouldBe((HttpStatusCode.OK, first.Headers.ETag));

        using var late = await Organiser.PutAsJsonAsync(address, new { value = 44, source = "Utkast", publishedOn = "2026-09-01" });
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Organiser.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Organiser.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Organiser.GetFromJsonAsync<JsonNode>(figures))!["figures"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_at_once_are_all_kept_and_the_same_at_once_is_one()
    {
        const string figures = "/api/v1/municipalities/alingsas/official-figures";
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(i => (int[])[2020 + (i / 2), 2020 + (i / 2)])
            .Select(year => Organiser.PutAsJsonAsync($"{figures}/skr/nki/bygglov/{year}", new { value = 70.5, source = "Rapport" })));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await Organiser.GetFromJsonAsync<JsonNode>(figures))!["figures"]!.AsArray().Select(figure => figure!["year"]!.GetValue<int>()).ShouldBe([2020, 2021]);
        await using var reads = Service.Store.QuerySession();
        (await reads.Events.FetchStreamAsync(OfficialFigures.StreamOf("alingsas"))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_changes_what_somebody_else_has_changed_meanwhile_is_told()
    {
        const string address = "/api/v1/municipalities/partille/official-figures/skr/nki/total/2025";
        using var first = await Organiser.PutAsJsonAsync(address, new { value = 70, source = "Rapport" });
        (await Organiser.PutAsJsonAsync(address, new { value = 71, source = "Rapport" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var stale = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { value = 72, source = "Rapport" }) };
        stale.Headers.IfMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));

        (await Organiser.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_file_is_taken_in_whole_or_not_at_all()
    {
        const string figures = "/api/v1/municipalities/harryda/official-figures";
        const string good = "publisher,measure,area,year,value,source\nskr,nki,bygglov,2024,71,Rapport\nskr,nki,bygglov,2025,\"72,5\",Rapport\n";
        using var bad = await ImportAsync(good + "skr,nki,bygglov,2026,172,Rapport\nskr,nki,skola,2026,72,Rapport\n");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadFromJsonAsync<JsonNode>())!["refused"]!.AsArray()
            .Select(row => (row!["row"]!.GetValue<int>(), row["column"]!.GetValue<string>())).ShouldBe([(4, "value"), (5, "area")]);
        (await Organiser.GetFromJsonAsync<JsonNode>(figures))!["figures"]!.AsArray().ShouldBeEmpty();

        var both = await Task.WhenAll(ImportAsync(good), ImportAsync(good));
        both.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var changed = await Task.WhenAll(both.Select(async answer => (await answer.Content.ReadFromJsonAsync<JsonNode>())!["changed"]!.GetValue<int>()));
        changed.ShouldBe([0, 2], ignoreOrder: true, "two at once are one");
        (await ImportAsync("publisher,measure,year,value,source\n" + string.Concat(Enumerable.Range(0, 2_001).Select(i => $"skr,nki,{2000 + (i % 20)},70,Rapport\n"))))
            .StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ImportAsync("year\n2025\n")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Organiser.PostAsJsonAsync(figures, new { })).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        Task<HttpResponseMessage> ImportAsync(string csv) => Organiser.PostAsync(figures, new StringContent(csv, Encoding.UTF8, "text/csv"));
    }

    [Theory]
    [InlineData("Lerum", "skr", "2025", """{"value":70,"source":"Rapport"}""", "municipality")]
    [InlineData("lerum", "skr", "1980", """{"value":70,"source":"Rapport"}""", "year")]
    [InlineData("lerum", "skr", "nu", """{"value":70,"source":"Rapport"}""", "year")]
    [InlineData("lerum", "skr", "2025", """{"value":170,"source":"Rapport"}""", "value")]
    [InlineData("lerum", "skr", "2025", """{"value":70,"source":" "}""", "source")]
    [InlineData("lerum", "skr", "2025", """{"value":70,"source":"Rapport","publishedOn":"i går"}""", "publishedOn")]
    [InlineData("lerum", "skr", "2025", """{"value":70,"source":"Rapport","scale":{"least":1,"most":6}}""", "scale")]
    [InlineData("lerum", "okand", "2025", """{"value":70,"source":"Rapport"}""", "scale")]
    public async Task What_is_wrong_is_told_by_field(string municipality, string publisher, string year, string body, string field)
    {
        using var answer = await Organiser.PutAsync(
            $"/api/v1/municipalities/{municipality}/official-figures/{publisher}/nki/bygglov/{year}", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task The_report_shows_them_beside_the_editions_own_measures_and_reckons_with_none()
    {
        var report = $"/api/v1/editions/{running.Edition.Slug}/report";
        var before = (await Organiser.GetFromJsonAsync<JsonNode>(report))!.AsObject();
        before["officialFigures"]!.AsArray().ShouldBeEmpty();
        var comparison = await Organiser.GetStringAsync($"/api/v1/editions/compare?ids={running.Edition.Slug}");
        var csv = await Organiser.GetStringAsync($"{report}?format=csv");

        // As far from the edition's own as they can be: were one of them in a mean, it would show.
        await SetAsync("lerum", "svenskt-naringsliv/judgement/total/2026", 1, "https://www.foretagsklimat.se/lerum");
        await SetAsync("lerum", "svenskt-naringsliv/ranking/total/2026", 290, "https://www.foretagsklimat.se/lerum");
        await SetAsync("lerum", "skr/nki/total/2025", 0, "SKR, <b>Öppna jämförelser</b> 2026");
        await SetAsync("lerum", "skr/nki/bygglov/2024", 1, "SKR, Öppna jämförelser 2025");
        await SetAsync("lerum", "skr/nki/bygglov/2025", 100, "SKR, Öppna jämförelser 2026");
        await SetAsync("orust", "skr/nki/bygglov/2025", 99, "Någon annans");

        var after = (await Organiser.GetFromJsonAsync<JsonNode>(report))!.AsObject();
        var series = after["officialFigures"]!.AsArray().ToDictionary(each => $"{each!["publisher"]}/{each["measure"]}/{each["area"]}", each => each!);
        series.Keys.ShouldBe(["skr/nki/bygglov", "skr/nki/total", "svenskt-naringsliv/judgement/total", "svenskt-naringsliv/ranking/total"]);
        series["skr/nki/bygglov"]["years"]!.AsArray().Select(year => (year!["year"]!.GetValue<int>(), year["value"]!.GetValue<double>())).ShouldBe([(2024, 1), (2025, 100)]);
        series["skr/nki/bygglov"]["own"]!["figure"]!["value"]!.GetValue<double>().ShouldBe(after["topics"]!["bygglov"]!["nki"]!.GetValue<double>());
        series["skr/nki/total"]["own"]!["figure"]!["value"]!.GetValue<double>().ShouldBe(after["total"]!["nki"]!.GetValue<double>());
        series["svenskt-naringsliv/judgement/total"]["own"]!["measure"]!.GetValue<string>().ShouldBe("climate");
        series["svenskt-naringsliv/ranking/total"]["own"].ShouldBeNull("a place is no answer of anybody's");

        after.Remove("officialFigures");
        before.Remove("officialFigures");
        JsonNode.DeepEquals(after, before).ShouldBeTrue("nothing of the edition's own has changed");
        (await Organiser.GetStringAsync($"/api/v1/editions/compare?ids={running.Edition.Slug}")).ShouldBe(comparison);

        var csvAfter = await Organiser.GetStringAsync($"{report}?format=csv");
        csvAfter.ShouldStartWith(csv.TrimEnd());
        csvAfter.ShouldContain("official;skr/nki/bygglov;;;");
        csvAfter.ShouldContain(";2025;100;0;100;SKR, Öppna jämförelser 2026;");

        var page = await Organiser.GetStringAsync($"{report}?format=html");
        page.ShouldContain("Officiella siffror bredvid upplagans");
        page.ShouldContain("<a href=\"https://www.foretagsklimat.se/lerum\" rel=\"noreferrer\">");
        page.ShouldContain("NKI, aktiviteter om bygglov");
        page.ShouldContain("&lt;b&gt;Öppna");
        page.ShouldNotContain("Någon annans");
        using var link = await Organiser.PostAsJsonAsync($"{report}/link", new { days = 7 });
        var token = (await link.Content.ReadFromJsonAsync<JsonNode>())!["url"]!.GetValue<string>().Split('/')[^1];
        (await Service.Http.GetStringAsync($"/api/v1/reports/{token}")).ShouldContain("Officiella siffror bredvid upplagans");
    }

    private async Task SetAsync(string municipality, string figure, double value, string source)
    {
        using var set = await Organiser.PutAsJsonAsync($"/api/v1/municipalities/{municipality}/official-figures/{figure}", new { value, source });
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
    }

    /// <summary>The service of a municipality with an edition that is over, from before editions said whose they are.</summary>
    public sealed class Running : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public SomeEdition Edition { get; } = SomeEdition.Of(0);

        public async ValueTask InitializeAsync()
        {
            Service = await RunningService.StartAsync<Program>("feedback", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
            await Edition.StoreAsync(Service.Store);
            var answers = Edition.Activities.Sum(activity => activity.Answers);
            await Eventually.TrueAsync(async () =>
            {
                await using var reads = Service.Store.QuerySession();
                return await reads.LoadAsync<GroupResult>(Group.WholeEdition.IdIn(Edition.Id)) is { } result && result.Answered == answers && result.Cast == answers
                    && await reads.LoadAsync<GroupResult>(new Group(Dimension.Side, "company").IdIn(Edition.Id)) is not null
                    && (await reads.LoadManyAsync<Feedback.Reports.ReportedActivity>(Edition.Activities.Select(activity => activity.Id.Value))).Count == Edition.Activities.Count;
            });
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
