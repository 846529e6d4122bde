using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>What a door and a visitor are answered, of activities of the test's own.</summary>
public sealed class HandingInScans(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;
    private readonly HttpClient organiser = running.Service.As(Roles.Organiser);

    /// <summary>One that nobody can read must not lose what a whole evening at a door without a network has read.</summary>
    [Fact]
    public async Task A_scan_that_is_none_refuses_only_itself_however_often_it_is_handed_in()
    {
        var activity = await service.ReleaseAsync(2, Given.Soon);
        var (anna, bo) = (await RegisterAsync(activity, "anna"), await RegisterAsync(activity, "bo"));
        var at = DateTimeOffset.UtcNow.AddMinutes(-20).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var upload = $$"""
            { "door": "Norra", "scans": [
              { "nonce": "1", "ticket": "{{Text(anna, "ticket")}}", "at": "{{at}}" },
              { "nonce": "2", "ticket": "{{Text(bo, "ticket")}}", "at": "i går" },
              { "nonce": "3", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at[..19]}}" },
              { "nonce": "4", "ticket": 17, "at": "{{at}}" },
              { "nonce": 5, "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}" },
              { "nonce": "6", "at": "{{at}}" },
              { "nonce": "7", "ticket": "{{new string('x', 500)}}", "at": "{{at}}" },
              { "nonce": "8", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}", "seats": 0 },
              { "nonce": "9\u0000", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}" },
              { "nonce": "10", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}", "gate": "A" },
              { "nonce": "11", "nonce": "12", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}" },
              { "nonce": "13", "ticket": "\ud83d", "at": "{{at}}" },
              { "\ud83d": 1 },
              null, 15, [],
              { "nonce": "17", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}", "seats": null }
            ] }
            """;
        foreach (var _ in (int[])[1, 2])
        {
            using var content = new StringContent(upload, System.Text.Encoding.UTF8, "application/json");
            using var answer = await organiser.PostAsync("/api/v1/check-ins/upload", content);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());

            var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            (told["accepted"]!.GetValue<int>(), told["refused"]!.GetValue<int>()).ShouldBe((2, 15));
            var scans = told["scans"]!.AsArray();
            scans.Select(scan => scan!["row"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 17));
            scans.Select(scan => $"{scan!["problem"]} {scan["column"]}").ShouldBe(
            [
                " ", "invalid at", "invalid at", "invalid ticket", "invalid nonce", "invalid ticket", "invalid ticket", "invalid seats", "invalid nonce",
                "invalid row", "invalid nonce", "invalid ticket", "invalid row", "invalid row", "invalid row", "invalid row", " ",
            ]);
            scans.Select(scan => Text(scan!, "nonce")).Take(8).ShouldBe(["1", "2", "3", "4", "", "6", "7", "8"]);
            Text(scans[1]!, "reason").ShouldBe("En tid med tidszon, till exempel 2027-10-05T09:00:00+02:00 väntades, men det kom \"i går\".");
            Text(scans[9]!, "reason").ShouldStartWith("gate: Okänt fält.");
        }

        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!["came"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{ "scans": [] }""", "scans")]
    [InlineData("""{ "scans": null }""", "scans")]
    [InlineData("""{ "scans": {} }""", "scans")]
    [InlineData("""{ "doors": "Norra", "scans": [{}] }""", "doors")]
    public async Task An_upload_that_is_none_is_refused_whole(string upload, string field)
    {
        using var content = new StringContent(upload, System.Text.Encoding.UTF8, "application/json");
        using var answer = await organiser.PostAsync("/api/v1/check-ins/upload", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task A_door_reads_the_tickets_of_its_own_activity_at_its_time()
    {
        var (soon, later) = (await service.ReleaseAsync(2, Given.Soon), await service.ReleaseAsync(2));
        var (anna, bo) = (await RegisterAsync(soon, "anna"), await RegisterAsync(later, "bo"));
        var door = service.As(Roles.Door);

        (await ProblemAsync(door, new { ticket = Text(anna, "ticket") })).ShouldBe("invalid", "which activity the door is at");
        (await ProblemAsync(door, new { ticket = Text(bo, "ticket"), activityId = soon.Value })).ShouldBe("ticket-for-another-activity");
        (await ProblemAsync(door, new { ticket = Text(bo, "ticket"), activityId = later.Value })).ShouldBe("door-not-open");
        (await ProblemAsync(door, new { ticket = Text(bo, "ticket"), activityId = later.Value, @override = new { reason = "Provar" } })).ShouldBe("forbidden");
        (await ProblemAsync(organiser, new { ticket = Text(bo, "ticket") })).ShouldBe("door-not-open");
        (await ProblemAsync(service.AsDoor(later.ToString()), new { ticket = Text(anna, "ticket"), activityId = soon.Value })).ShouldBe("forbidden", "not one of their doors");
        var today = Stockholm.DayOf(DateTimeOffset.UtcNow);
        var (ofToday, ofAnotherDay) = (service.AsDoor(soon.ToString(), today), service.AsDoor(soon.ToString(), today.AddDays(7)));
        (await ProblemAsync(ofAnotherDay, new { ticket = Text(anna, "ticket"), activityId = soon.Value })).ShouldBe("forbidden", "not one of their days");
        (await ProblemAsync(ofToday, new { ticket = Text(anna, "ticket"), activityId = soon.Value })).ShouldBeNull();
        (await ProblemAsync(organiser, new { ticket = Text(bo, "ticket"), @override = new { reason = "Provar tekniken" } })).ShouldBeNull();

        var scans = new[] { new { nonce = "1", ticket = Text(anna, "ticket"), at = DateTimeOffset.UtcNow } };
        (await door.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await door.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans, activityId = soon.Value })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var uploaded = await ofAnotherDay.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans, activityId = soon.Value });
        Text((await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["scans"]![0]!, "problem").ShouldBe("forbidden");
        (await door.GetAsync($"/api/v1/activities/{soon}/registrations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var course = (await organiser.GetFromJsonAsync<JsonArray>($"/api/v1/registrations/{Text(bo, "id")}/course"))!;
        Text(course[^1]!, "message").ShouldBe("Provar tekniken");

        async Task<string?> ProblemAsync(HttpClient who, object scan)
        {
            var answer = await who.PostAsJsonAsync("/api/v1/check-ins", scan);
            return answer.IsSuccessStatusCode ? null : Text((await answer.Content.ReadFromJsonAsync<JsonNode>())!, "type").Split(':')[^1];
        }
    }

    [Fact]
    public async Task A_ticket_is_drawn_as_svg_too()
    {
        var anna = await RegisterAsync(await service.ReleaseAsync(1), "anna");

        var svg = await service.Http.GetAsync(LinkOf(anna, "ticket.svg"));

        svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await svg.Content.ReadAsStringAsync()).ShouldStartWith("<svg");
    }

    [Fact]
    public async Task Several_slots_are_booked_in_one_step_or_none_and_only_the_officer_reads_what_about()
    {
        var officer = HostId.New();
        ActivityState Slot(ActivityState state, int hour) => state with
        {
            Kind = ActivityKind.OpenHouse,
            HostIds = [officer],
            StartsAt = state.StartsAt.AddHours(hour),
            EndsAt = state.EndsAt.AddHours(hour),
        };
        var slots = new[] { await service.ReleaseAsync(1, state => Slot(state, 0)), await service.ReleaseAsync(1, state => Slot(state, 1)), await service.ReleaseAsync(1, state => Slot(state, 2)) };
        await RegisterAsync(slots[2], "bo");
        object Booking(params ActivityId[] activityIds) => new
        {
            activityIds = activityIds.Select(id => id.Value),
            contact = new { name = "anna", email = "anna@example.se" },
            company = new { name = "Öbergs Måleri" },
            consent = true,
            conversation = new { topic = "Bygglov", note = "Vi vill flytta" },
        };

        var refused = await service.Http.PostAsJsonAsync("/api/v1/registrations", Booking(slots));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Text((await refused.Content.ReadFromJsonAsync<JsonNode>())!, "activityId").ShouldBe(slots[2].ToString());
        (await ReadAsync($"/api/v1/activities/{slots[0]}/availability"))["confirmed"]!.GetValue<int>().ShouldBe(0);

        var booked = await service.Http.PostAsJsonAsync("/api/v1/registrations", Booking(slots[0], slots[1]));
        booked.StatusCode.ShouldBe(HttpStatusCode.Created, await booked.Content.ReadAsStringAsync());

        (await (await organiser.GetAsync($"/api/v1/activities/{slots[0]}/registrations")).Content.ReadAsStringAsync()).ShouldNotContain("Vi vill flytta");
        (await organiser.GetAsync($"/api/v1/hosts/{officer}/conversations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.AsHost(HostId.New().ToString()).GetAsync($"/api/v1/hosts/{officer}/conversations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var agenda = (await service.AsHost(officer.ToString()).GetFromJsonAsync<JsonArray>($"/api/v1/hosts/{officer}/conversations"))!;
        agenda.Select(each => each!["note"]?.GetValue<string>()).ShouldBe(["Vi vill flytta", "Vi vill flytta", null]);
    }

    [Fact]
    public async Task One_mailbox_registers_once_and_what_is_refused_says_why()
    {
        var activity = await service.ReleaseAsync(5);
        async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(object contact, object? company = null)
        {
            var answer = await service.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", new { contact, company, consent = true });
            return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
        }

        var first = await AskAsync(new { name = "An\u200Bna\uFEFF Ek", email = "anna@h2.example.", phone = "070-123 45 67 (mobil)" }, new { name = "Bo\u00ADlaget", organisationNumber = "SE556177763101" });
        first.Status.ShouldBe(HttpStatusCode.Created);
        (Text(first.Body["contact"]!, "name"), Text(first.Body["contact"]!, "email"), Text(first.Body["contact"]!, "phone")).ShouldBe(("Anna Ek", "anna@h2.example", "+46701234567"));
        (Text(first.Body["company"]!, "name"), Text(first.Body["company"]!, "organisationNumber")).ShouldBe(("Bolaget", "556177-7631"));
        foreach (var again in (string[])["anna@h2.example", "ANNA@h2.example", "an\u200Dna@h2.exam\u2060ple", "anna＠h2.example"])
        {
            (await AskAsync(new { name = "Anna", email = again })).Status.ShouldBe(HttpStatusCode.OK, again);
        }

        var refused = await AskAsync(new { name = "\u200B", email = "a+b.@h2.example", phone = "070" }, new { organisationNumber = "556177-7632" });
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body["errors"]!["contact.email"]![0]!.GetValue<string>().ShouldContain("punkter");
        refused.Body["errors"]!["contact.phone"]![0]!.GetValue<string>().ShouldContain("3 siffror");
        refused.Body["errors"]!["company.organisationNumber"]![0]!.GetValue<string>().ShouldContain("Kontrollsiffran");
        refused.Body["errors"]!["contact.name"].ShouldNotBeNull();
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name, string? organisationNumber = null)
    {
        var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email = $"{name}@example.se" }, company = new { organisationNumber }, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<JsonNode> ReadAsync(string path) => (await service.Http.GetFromJsonAsync<JsonNode>(path))!;

    private static string LinkOf(JsonNode registration, string? what = null) =>
        $"/api/v1/registrations/{Text(registration, "id")}{(what is null ? "" : $"/{what}")}?token={Text(registration, "manageToken")}";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
