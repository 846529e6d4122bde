using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Participation;
using BusinessFocus.ServiceDefaults.Tables;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Companies;

/// <summary>A municipality's register of companies less everyone met, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class FindingWhoWasNeverMet : IAsyncLifetime
{
    private const string Path = "/api/v1/municipalities/lerum/companies";
    private const string Register =
        "PeOrgNr;Företagsnamn;Besöksadress;Postnr;Postort;Antal anställda\n"
        + "165561777631;Kom AB;Storgatan 1;443 30;LERUM;5-9\n"
        + "556012-5790;Besökt AB;Industrigatan 2;443 60;STENKULLEN;250\n"
        + "556036-0793;Aldrig AB;Box 3;443 60;Stenkullen;0\n"
        + "811218-9876;Enskild;Hemvägen 4;;;\n";

    private readonly EditionId edition = EditionId.New();
    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Who_came_or_was_visited_is_met_and_the_others_are_listed_by_area_and_size()
    {
        Numbers(await PushAsync(Register), "companies", "added", "removed").ShouldBe([4, 4, 0]);
        var seminar = await ReleaseAsync();
        await CheckInAsync(seminar, await RegisterAsync(seminar, new { organisationNumber = "556177-7631" }));
        await RegisterAsync(seminar, new { organisationNumber = "556036-0793" });
        var visit = await ReleaseAsync(activity => activity with { Kind = ActivityKind.CompanyVisit, Status = ActivityStatus.Completed });
        await service.Bus.PublishAsync(new VisitDecided(
            new VisitState(
                VisitRequestId.New(), edition, new LocalizedText("Fokus"), "BESÖKT AB", new Contracts.Registration.Contact(ContactIds.Of("a@b.example"), "Eva", "a@b.example", null, "sv"), "t",
                "Industrigatan 2", null, null, [], visit, 2),
            VisitDecision.Accepted,
            null));
        await BeganAsync();

        await Eventually.TrueAsync(async () => (await NamesAsync("met=false")).SequenceEqual(["Aldrig AB", "Enskild"]));
        (await NamesAsync("met=true")).ShouldBe(["Besökt AB", "Kom AB"], "a visited company is met without a check-in, by its name");
        (await NamesAsync("met=false&area=stenkullen")).ShouldBe(["Aldrig AB"]);
        (await NamesAsync("met=false&companySize=unknown")).ShouldBe(["Enskild"]);
        (await NamesAsync("area=Lerum&companySize=micro")).ShouldBe(["Kom AB"]);
        (await NamesAsync("name=aldrig")).ShouldBe(["Aldrig AB"]);
        (await organiser.GetStringAsync($"{Path}?met=false")).ShouldNotContain("9876");
        (await organiser.GetAsync($"{Path}?companySize=huge")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await organiser.GetAsync($"{Path}?editions=0")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var figures = (await organiser.GetFromJsonAsync<JsonNode>($"{Path}/figures"))!;
        figures["editions"]!.AsArray().Count.ShouldBe(1);
        figures["rows"]!.AsArray().Select(row => $"{(string?)row!["area"]}|{(string?)row["size"]}|{row["companies"]}|{row["met"]}|{row["neverMet"]}").ShouldBe(
        [
            "||4|2|2", "Lerum||1|1|0", "Stenkullen||2|1|1", "unknown||1|0|1", "|large|1|1|0", "|micro|1|1|0", "|sole|1|0|1", "|unknown|1|0|1",
            "Lerum|micro|1|1|0", "Stenkullen|large|1|1|0", "Stenkullen|sole|1|0|1", "unknown|unknown|1|0|1",
        ]);

        var csv = await CsvAsync("met=false");
        csv[0].ShouldStartWith("organisationNumber;name;street;");
        csv[1..].Order().ShouldBe(["556036-0793;Aldrig AB;Box 3;443 60;Stenkullen;0;sole;True;False;", "8112**-****;Enskild;Hemvägen 4;;;;;True;False;"]);
        (await ReadAllPagesAsync()).ShouldBe(["Aldrig AB", "Besökt AB", "Enskild", "Kom AB"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_register_is_taken_in_row_by_row_and_a_repeat_changes_nothing_however_many_do_it_at_once()
    {
        Numbers(await PushAsync(Register, "?dryRun=true"), "companies", "added").ShouldBe([4, 4]);
        (await NamesAsync("")).ShouldBeEmpty();

        var both = await Task.WhenAll(PushAsync(Register), PushAsync(Register));
        both.Sum(answer => Numbers(answer, "added")[0]).ShouldBe(4);
        both.Sum(answer => Numbers(answer, "unchanged")[0]).ShouldBe(4);

        var answer = await PushAsync("orgnr;namn;ort;anställda\n556177-7631;Kom AB;Floda;många\n556012-5791;Fel;;\n556012-5790;Besökt AB;Stenkullen;\n556036-0793;Nytt namn;;10 000 eller fler\n8112189876;Enskild;;\n");
        answer["refused"]!.AsArray().Select(row => (row!["row"]!.GetValue<int>(), (string?)row["column"])).ShouldBe([(2, "employees"), (3, "organisationNumber")]);
        Numbers(answer, "companies", "changed", "removed").ShouldBe([4, 2, 0], "what cannot be read has not left");
        (await organiser.GetFromJsonAsync<JsonNode>($"{Path}?name=kom"))!["items"]![0]!["area"]!.GetValue<string>().ShouldBe("Lerum");
        (await organiser.GetFromJsonAsync<JsonNode>($"{Path}?companySize=large"))!["items"]![0]!["name"]!.GetValue<string>().ShouldBe("Nytt namn");

        var few = await PutAsync("orgnr;namn\n556177-7631;Kom AB\n", "");
        few.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Numbers(await PushAsync("orgnr;namn\n556177-7631;Kom AB\n", "?confirm=true"), "companies", "removed").ShouldBe([1, 3]);
        (await PutAsync("namn\nEtt\n", "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await organiser.PutAsJsonAsync(Path, new[] { 1 })).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        using var content = Content("orgnr;namn\n");
        (await organiser.PutAsync("/api/v1/municipalities/Lerum%20kommun/companies", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Each_municipality_has_its_own()
    {
        await PushAsync(Register);

        (await service.AsIn("ale", Roles.Organiser).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetFromJsonAsync<JsonNode>("/api/v1/municipalities/ale/companies"))!["items"]!.AsArray().ShouldBeEmpty();
        (await organiser.GetFromJsonAsync<JsonNode>("/api/v1/municipalities/ale/companies/figures"))!["rows"]!.AsArray().Count.ShouldBe(1);
        (await organiser.GetFromJsonAsync<JsonNode>($"{Path}/5560360793"))!["editions"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void The_last_editions_are_those_that_have_begun()
    {
        var now = Given.Now;
        var editions = new[] { -3, -2, -1, 1 }.Select(years =>
        {
            var tally = new EditionTally(EditionId.New());
            tally.Put(
                ActivityParticipation.Of(Given.Activity(Given.Facts(5) with { StartsAt = now.AddYears(years), EndsAt = now.AddYears(years) })), 1, new ParticipationGroups(_ => null, _ => []), now);
            return tally;
        }).ToList();

        MetCompanies.Last(2, editions, now).ShouldBe([editions[1], editions[2]]);
        MetCompanies.Last(9, editions, now).Count.ShouldBe(3);
    }

    /// <summary>Another activity of the edition was before: the edition has begun.</summary>
    private Task<ActivityId> BeganAsync() => ReleaseAsync(activity => activity with
    {
        StartsAt = DateTimeOffset.UtcNow.AddHours(-2),
        EndsAt = DateTimeOffset.UtcNow.AddHours(-1),
    });

    private async Task<ActivityId> ReleaseAsync(Func<ActivityState, ActivityState>? like = null)
    {
        var activity = Given.Soon(Given.Released(ActivityId.New(), capacity: 20)) with { EditionId = edition, Municipality = "lerum" };
        activity = like?.Invoke(activity) ?? activity;
        await service.Bus.PublishAsync(new ActivityReleased(activity));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Store.QuerySession();
            return await reads.LoadAsync<Registration.Seats.ActivityEntry>(activity.Id) is not null;
        });
        return activity.Id;
    }

    private async Task<string> RegisterAsync(ActivityId activity, object company)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name = "Anna", email = $"a{Guid.NewGuid():N}@example.se" }, company, consent = true });
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["ticket"]!;
    }

    private async Task CheckInAsync(ActivityId activity, string ticket) =>
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket, activityId = activity.Value })).EnsureSuccessStatusCode();

    private static StringContent Content(string csv) => new(csv, Encoding.UTF8, TableRequests.Csv);

    private async Task<HttpResponseMessage> PutAsync(string csv, string query)
    {
        using var content = Content(csv);
        return await organiser.PutAsync(Path + query, content);
    }

    private async Task<JsonNode> PushAsync(string csv, string query = "") =>
        (await (await PutAsync(csv, query)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;

    private async Task<List<string?>> NamesAsync(string query) =>
        [.. (await organiser.GetFromJsonAsync<JsonNode>($"{Path}?{query}"))!["items"]!.AsArray().Select(each => (string?)each!["name"]).Order(StringComparer.Ordinal)];

    private async Task<List<string?>> ReadAllPagesAsync()
    {
        var (names, after) = (new List<string?>(), "");
        do
        {
            var page = (await organiser.GetFromJsonAsync<JsonNode>($"{Path}?limit=3{after}"))!;
            page["total"]!.GetValue<int>().ShouldBe(4);
            names.AddRange(page["items"]!.AsArray().Select(each => (string?)each!["name"]));
            after = (string?)page["next"] is { } next ? $"&after={next}" : "";
        }
        while (after.Length > 0);
        return names;
    }

    private async Task<string[]> CsvAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}?{query}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await organiser.SendAsync(request);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static int[] Numbers(JsonNode answer, params string[] names) => [.. names.Select(name => answer[name]!.GetValue<int>())];
}
