using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.Scheduling.Visits;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Visits;

public sealed class VisitingCompanies(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    [Fact]
    public async Task A_company_asks_gets_a_proposal_and_accepts_and_the_visit_is_an_activity()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);

        var proposed = await ProposeAsync(visit, host, HttpStatusCode.OK, message: "Vi kommer gärna");
        proposed.Text("status").ShouldBe("proposed");
        var message = await scheduling.Running.Bus.NextAsync<VisitProposed>(each => each.Visit.Id.ToString() == visit);
        (message.Message, message.Visit.Token, message.Visit.Contact.Email).ShouldBe(("Vi kommer gärna", token, "kim@bolaget.example"));
        message.Visit.Hosts.ShouldBe(["KSO"]);

        var accepted = await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.OK);
        (await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.OK))
            .Text("activityId").ShouldBe(accepted.Text("activityId"));

        var activity = await Organiser.ReadAsync($"/api/v1/activities/{accepted.Text("activityId")}");
        (activity.Text("kind"), activity.Text("status")).ShouldBe(("companyVisit", "draft"));
        activity["place"]!.Text("address").ShouldBe("Storgatan 1, Stenkullen");
        activity["hosts"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("KSO");
        var decided = await scheduling.Running.Bus.NextAsync<VisitDecided>(each => each.Visit.Id.ToString() == visit);
        (decided.Decision, decided.Visit.ActivityId.ToString()).ShouldBe((VisitDecision.Accepted, accepted.Text("activityId")));
        var history = (await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}"))["history"]!.AsArray();
        history.Select(step => (step!.Text("status"), step!.Text("by"))).ShouldBe(
            [("asked", "company"), ("proposed", "organisers"), ("accepted", "company")], "who works there is not told by the link");
        var whole = (await Organiser.ReadAsync($"/api/v1/visit-requests/{visit}"))["history"]!.AsArray();
        whole.Select(step => step!.Text("by")).ShouldBe(["company", "olivia", "company"]);
    }

    [Fact]
    public async Task A_request_is_told_at_once_with_what_the_company_wishes_and_its_link()
    {
        var (edition, _) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition, days: ["2026-10-08"]);

        var asked = await scheduling.Running.Bus.NextAsync<VisitRequested>(each => each.Visit.Id.ToString() == visit);
        (asked.Visit.Token, asked.Visit.Contact.Email, asked.Visit.Area, asked.Visit.Version).ShouldBe((token, "kim@bolaget.example", "Stenkullen", 1));
        (asked.Visit.StartsAt, asked.Visit.AskedAt is not null, asked.Wish.NumberOfEmployees).ShouldBe((null, true, 12));
        asked.Wish.Days.ShouldBe([new DateOnly(2026, 10, 8)]);
        asked.Wish.Topics.ShouldBe(["upphandling"]);
    }

    [Fact]
    public async Task A_company_is_told_when_the_visit_is_cancelled_that_it_had_accepted()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        await ProposeAsync(visit, host, HttpStatusCode.OK);
        var accepted = await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.OK);

        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{accepted.Text("activityId")}/cancel", HttpStatusCode.OK, new { reason = "KSO är sjuk" });

        var decided = await scheduling.Running.Bus.NextAsync<VisitDecided>(
            each => each.Visit.Id.ToString() == visit && each.Decision == VisitDecision.Withdrawn);
        decided.Message.ShouldBe("KSO är sjuk");
        (await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}")).Text("status").ShouldBe("withdrawn");
    }

    [Fact]
    public async Task A_companys_contact_who_is_forgotten_is_named_nowhere_and_what_was_agreed_stays()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        await ProposeAsync(visit, host, HttpStatusCode.OK);
        var proposed = await scheduling.Running.Bus.NextAsync<VisitProposed>(each => each.Visit.Id.ToString() == visit);
        await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.OK);

        await scheduling.Running.Bus.PublishAsync(new ContactErased(proposed.Visit.Contact.Id, [], DateTimeOffset.UtcNow));

        await Eventually.TrueAsync(async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(scheduling.Running.ConnectionString);
            await connection.OpenAsync();
            await using var count = new Npgsql.NpgsqlCommand(
                $"select (select count(*) from mt_events where stream_id = '{visit}' and data::text like '%kim@bolaget%') + (select count(*) from mt_doc_visitrequest where id = '{visit}' and data::text like '%kim@bolaget%')", connection);
            return await count.ExecuteScalarAsync() is 0L;
        });
        (await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}")).Text("status").ShouldBe("accepted");
    }

    [Fact]
    public async Task Who_asks_what_is_known_gets_the_visits_with_all_that_was_said()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var email = $"vera-{Guid.NewGuid():N}@bolaget.example";
        var (visit, _) = await AskAsync(edition, email: email);
        await ProposeAsync(visit, host, HttpStatusCode.OK, message: "Vi kommer gärna");

        var known = await Organiser.SendAsync(HttpMethod.Post, "/api/v1/privacy/export/visits", HttpStatusCode.OK, new { email = email.ToUpperInvariant() + "." });

        var request = known["visitRequests"]!.AsArray().ShouldHaveSingleItem()!["request"]!;
        (request.Text("id"), request["company"]!.Text("email"), request["company"]!.Text("phone")).ShouldBe((visit, email, "+46701234567"));
        request["history"]!.AsArray().Select(step => step!["message"]?.GetValue<string>()).ShouldBe([null, "Vi kommer gärna"]);
        await Anyone.SendAsync(HttpMethod.Post, "/api/v1/privacy/export/visits", HttpStatusCode.Unauthorized, new { email });
    }

    [Fact]
    public async Task Who_asked_for_a_visit_is_forgotten_by_itself_long_after_the_edition()
    {
        // Before all others, whose visits are kept.
        var (edition, host) = await AnOpenEditionAsync(year: 2018);
        var email = $"vera-{Guid.NewGuid():N}@bolaget.example";
        var (visit, token) = await AskAsync(edition, email: email);
        await ProposeAsync(visit, host, HttpStatusCode.OK, year: 2018);
        await scheduling.Running.Bus.NextAsync<VisitProposed>(each => each.Visit.Id.ToString() == visit);
        (await StoredAsync(email)).ShouldBeGreaterThan(0);

        var clock = new FakeTimeProvider(new DateTimeOffset(2018, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var later = await scheduling.Running.StartAnotherAsync<Program>(
            new Dictionary<string, string?> { ["Privacy:KeepMonths"] = "1" },
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        await Eventually.TrueAsync(async () => await StoredAsync(email) == 0);
        var left = await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}");
        (left.Text("status"), left["company"]!.Text("name")).ShouldBe(("withdrawn", "Bolaget AB"));
    }

    [Fact]
    public void An_edition_is_over_when_its_last_day_is()
    {
        var edition = Edition.Initial with { EndsOn = new DateOnly(2026, 10, 16) };

        // Midnight in Sweden.
        VisitRetentionService.IsOver(edition, new DateTimeOffset(2026, 10, 16, 21, 59, 59, TimeSpan.Zero)).ShouldBeFalse();
        VisitRetentionService.IsOver(edition, new DateTimeOffset(2026, 10, 16, 22, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_proposed_delegation_is_taken_until_the_company_has_answered()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        await ProposeAsync(visit, host, HttpStatusCode.OK);

        // The company is no venue that anything else could be planned at.
        var there = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.BadRequest, Seminar(venueId: visit));
        there["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("venueId");
        var other = (await AskAsync(edition)).Visit;
        (await ProposeAsync(other, host, HttpStatusCode.Conflict))["clashes"]!.AsArray().ShouldHaveSingleItem()!.Text("what").ShouldBe("host");
        await Organiser.SendAsync(
            HttpMethod.Post,
            $"{edition.Path}/activities",
            HttpStatusCode.Conflict,
            Seminar(from: "2026-10-07T10:30:00+02:00", to: "2026-10-07T11:30:00+02:00", hostIds: [host]));

        await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/decline?token={token}", HttpStatusCode.OK, new { reason = "Vi flyttar" });
        await ProposeAsync(other, host, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_company_asks_for_another_time_and_is_proposed_one()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        (await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.Conflict))
            .Text("type").ShouldEndWith("nothing-proposed");
        await ProposeAsync(visit, host, HttpStatusCode.OK);

        var asked = await Anyone.SendAsync(
            HttpMethod.Post,
            $"/api/v1/visit-requests/{visit}/another-time?token={token}",
            HttpStatusCode.OK,
            new { days = new[] { "2026-10-14" }, partOfDay = "morning", message = "Helst på morgonen" });

        asked.Text("status").ShouldBe("anotherTimeAsked");
        asked["wishes"]!["days"]![0]!.GetValue<string>().ShouldBe("2026-10-14");
        await ProposeAsync(visit, host, HttpStatusCode.OK);
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/withdraw", HttpStatusCode.OK, new { reason = "KSO är sjuk" });
        (await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.Conflict))
            .Text("type").ShouldEndWith("visit-decided");
    }

    [Fact]
    public async Task Times_and_a_delegation_are_suggested()
    {
        var slug = $"ahead-{Guid.NewGuid():N}";
        var created = await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Framöver" },
            startsOn = "2099-10-05",
            endsOn = "2099-10-16",
        });
        var edition = new AnEdition(created.Text("id"), slug);
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        await scheduling.AddAsync(edition, "hosts", new { name = "KSO" });
        await scheduling.AddAsync(edition, "hosts", new { name = "Näringslivschef" });
        var (visit, _) = await AskAsync(edition, days: ["2099-10-08"]);

        var suggestions = (await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/suggest", HttpStatusCode.OK, new { limit = 3 }))
            ["suggestions"]!.AsArray();

        suggestions.Count.ShouldBe(3);
        suggestions[0]!.Text("startsAt").ShouldBe("2099-10-08T06:00:00+00:00");
        suggestions[0]!["hosts"]!.AsArray().Select(host => host!.GetValue<string>()).ShouldBe(["KSO", "Näringslivschef"], ignoreOrder: true);
    }

    [Fact]
    public async Task To_whoever_has_not_the_link_there_is_no_such_request()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        var (_, another) = await AskAsync(edition);
        await ProposeAsync(visit, host, HttpStatusCode.OK);

        foreach (var wrong in (string[])["", another, token[..^1] + "x"])
        {
            await Anyone.SendAsync(HttpMethod.Get, $"/api/v1/visit-requests/{visit}?token={wrong}", HttpStatusCode.NotFound);
            await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={wrong}", HttpStatusCode.NotFound);
        }

        await Anyone.SendAsync(HttpMethod.Get, $"{edition.Path}/visit-requests", HttpStatusCode.Unauthorized);
        (await Organiser.ReadAsync($"{edition.Path}/visit-requests"))["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_organiser_sees_only_the_requests_of_the_state_that_is_asked_for()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (asked, _) = await AskAsync(edition);
        var (proposed, _) = await AskAsync(edition);
        await ProposeAsync(proposed, host, HttpStatusCode.OK);

        (await Organiser.ReadAsync($"{edition.Path}/visit-requests?state=asked"))["items"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(asked);
        (await Organiser.ReadAsync($"{edition.Path}/visit-requests?state=proposed"))["items"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(proposed);
        (await Organiser.SendAsync(HttpMethod.Get, $"{edition.Path}/visit-requests?state=nope", HttpStatusCode.BadRequest))["errors"]!["state"]![0]!.GetValue<string>()
            .ShouldBe("En av: asked, proposed, anotherTimeAsked, accepted, declined, withdrawn.");
        (await Organiser.SendAsync(HttpMethod.Get, $"{edition.Path}/visit-requests?status=asked", HttpStatusCode.BadRequest))["errors"]!["status"].ShouldNotBeNull();
    }

    [Fact]
    public async Task An_organiser_sees_how_long_a_company_waits_and_which_answers_are_late()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (waits, token) = await AskAsync(edition);
        var (answered, _) = await AskAsync(edition);
        await ProposeAsync(answered, host, HttpStatusCode.OK);

        var own = (await Organiser.ReadAsync($"/api/v1/visit-requests/{waits}"))["wait"]!;
        (own["answeredAt"], own.Number("hours"), own["isLate"]!.GetValue<bool>()).ShouldBe((null, 0, false));
        (await Anyone.ReadAsync($"/api/v1/visit-requests/{waits}?token={token}"))["wait"].ShouldBeNull("it is a bar for organisers");
        (await Organiser.ReadAsync($"{edition.Path}/visit-requests?late=true"))["items"]!.AsArray().ShouldBeEmpty();

        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(5));
        await using var later = await scheduling.Running.StartAnotherAsync<Program>(
            configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        using var organiser = later.As(Hosting.Tokens.Roles.Organiser, "olivia");
        var late = (await organiser.ReadAsync($"{edition.Path}/visit-requests?late=true"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        (late.Text("id"), late["wait"]!.Number("hours"), late["wait"]!["isLate"]!.GetValue<bool>()).ShouldBe((waits, 120, true));
        var all = (await organiser.ReadAsync($"{edition.Path}/visit-requests"))["items"]!.AsArray();
        all.Select(each => each!["wait"]!["isLate"]!.GetValue<bool>()).ShouldBe([true, false], "what was answered in time stays so");
    }

    [Fact]
    public void A_company_is_answered_by_the_end_of_the_next_working_day()
    {
        // Friday evening: until Monday at five.
        var wait = VisitWait.From(Given.At("2026-10-02", "21:00"));
        wait.DueAt.ShouldBe(Given.At("2026-10-05", "17:00"));
        (wait.IsLate(wait.DueAt), wait.IsLate(wait.DueAt.AddTicks(1)), wait.Hours(wait.DueAt)).ShouldBe((false, true, 68));

        var answered = wait.EndedAt(Given.At("2026-10-05", "09:00"));
        answered.EndedAt(Given.At("2026-10-07", "09:00")).ShouldBe(answered, "what comes of it later is no answer");
        (answered.IsLate(wait.DueAt.AddDays(9)), answered.Hours(wait.DueAt.AddDays(9))).ShouldBe((false, 60));
    }

    public static TheoryData<string, string, object?> BadRequests => new()
    {
        { "consent", "consent", false },
        { "contact.email", "contact", new { name = "Kim", email = "kim" } },
        { "contact.phone", "contact", new { name = "Kim", email = "kim@bolaget.example", phone = "070" } },
        { "days[0]", "days", new[] { "2027-10-07" } },
        { "message", "message", new string('x', 10_000) },
        { "company.name", "company", new { name = "Bo\u0000laget" } },
        { "numberOfEmployees", "numberOfEmployees", -1 },
    };

    [Theory, MemberData(nameof(BadRequests))]
    public async Task A_bad_request_is_refused_by_field(string field, string member, object? value)
    {
        var (edition, _) = await AnOpenEditionAsync();
        var request = System.Text.Json.JsonSerializer.SerializeToNode(ARequest(null))!.AsObject();
        request[member] = System.Text.Json.JsonSerializer.SerializeToNode(value);

        var refused = await Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/visit-requests", HttpStatusCode.BadRequest, request);

        refused["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
    }

    [Fact]
    public async Task A_draft_takes_no_requests()
    {
        var edition = await scheduling.NewEditionAsync();

        await Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/visit-requests", HttpStatusCode.NotFound, ARequest(null));
    }

    private async Task<(AnEdition Edition, string Host)> AnOpenEditionAsync(int year = 2026)
    {
        var edition = await scheduling.NewEditionAsync(year);
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        return (edition, await scheduling.AddAsync(edition, "hosts", new { name = "KSO" }));
    }

    private async Task<(string Visit, string Token)> AskAsync(AnEdition edition, string[]? days = null, string email = "Kim@Bolaget.example")
    {
        var asked = await Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/visit-requests", HttpStatusCode.Created, ARequest(days, email));
        return (asked.Text("id"), asked.Text("token"));
    }

    private Task<JsonNode> ProposeAsync(string visit, string host, HttpStatusCode expected, string? message = null, int year = 2026) =>
        Organiser.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/propose", expected, new
        {
            startsAt = $"{year}-10-07T10:00:00+02:00",
            endsAt = $"{year}-10-07T11:00:00+02:00",
            hostIds = new[] { host },
            message,
        });

    private async Task<long> StoredAsync(string text)
    {
        await using var connection = new Npgsql.NpgsqlConnection(scheduling.Running.ConnectionString);
        await connection.OpenAsync();
        await using var count = new Npgsql.NpgsqlCommand(
            "select count(*) from (select data from mt_events union all select data from mt_doc_visitrequest) stored where strpos(stored.data::text, $1) > 0", connection);
        count.Parameters.Add(new Npgsql.NpgsqlParameter { Value = text });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static object ARequest(string[]? days, string email = "Kim@Bolaget.example") => new
    {
        company = new { name = "Bolaget AB" },
        contact = new { name = "Kim Ek", email, phone = "070-123 45 67 (mobil)", locale = "sv" },
        address = new { street = "Storgatan 1", area = "Stenkullen" },
        consent = true,
        days,
        topics = new[] { "upphandling" },
        numberOfEmployees = 12,
    };
}
