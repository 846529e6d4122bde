using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>What an account at a door does, and what it does not, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class StandingAtTheDoor(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;
    private readonly HttpClient organiser = running.Service.As(Roles.Organiser);

    [Fact]
    public async Task A_door_lets_a_walk_in_in_with_a_name_at_its_own_activity_and_day_only()
    {
        var (soon, later) = (await service.ReleaseAsync(1, Given.Soon), await service.ReleaseAsync(1));
        var today = Stockholm.DayOf(DateTimeOffset.UtcNow);
        var door = service.AsDoor(soon.ToString(), today);
        var walkIn = new { name = "Dan Ek", company = new { name = "Ek AB" }, door = "Norra" };

        (await StatusAsync(door, later, walkIn)).ShouldBe(HttpStatusCode.Forbidden, "not its activity");
        (await StatusAsync(service.AsDoor(soon.ToString(), today.AddDays(3)), soon, walkIn)).ShouldBe(HttpStatusCode.Forbidden, "not its day");
        (await StatusAsync(door, soon, new { name = "Dan Ek", @override = new { reason = "Vän" } })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(door, soon, new { name = " " })).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(door, soon, new { name = "Dan", contact = new { name = "Dan", email = "dan@example.se" } })).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(service.AsDoor(later.ToString()), later, walkIn)).ShouldBe(HttpStatusCode.Conflict, "its door has not opened");

        var came = await door.PostAsJsonAsync(Walkins(soon), walkIn);
        came.StatusCode.ShouldBe(HttpStatusCode.Created, await came.Content.ReadAsStringAsync());
        var registered = (await came.Content.ReadFromJsonAsync<JsonNode>())!;
        (registered["contact"]!["name"]!.GetValue<string>(), registered["manageToken"]).ShouldBe(("Dan Ek", null));
        (await StatusAsync(door, soon, walkIn)).ShouldBe(HttpStatusCode.Conflict, "it is full");

        await service.Bus.NextAsync<AttendanceRecorded>(each => each.ActivityId == soon);
        service.Bus.Heards<RegistrationConfirmed>().ShouldNotContain(each => each.Registration.ActivityId == soon, "there is no address to write to");
        var found = await FindAsync(door, soon, "dan ek");
        found["items"]![0]!["came"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Two_doors_do_not_give_the_last_seat_twice()
    {
        var soon = await service.ReleaseAsync(3, Given.Soon);

        var came = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => StatusAsync(service.AsDoor(soon.ToString()), soon, new { name = $"Gäst {i}" })));

        came.Count(status => status == HttpStatusCode.Created).ShouldBe(3);
        came.Count(status => status == HttpStatusCode.Conflict).ShouldBe(5);
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{soon}/arrivals"))!["came"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_walk_in_that_is_told_again_with_its_key_is_one()
    {
        var soon = await service.ReleaseAsync(5, Given.Soon);
        var ids = new List<string>();
        foreach (var _ in (int[])[1, 2])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Walkins(soon)) { Content = JsonContent.Create(new { name = "Dan Ek" }) };
            request.Headers.Add("Idempotency-Key", "door-1-dan");
            var answer = await service.AsDoor(soon.ToString()).SendAsync(request);
            ids.Add((await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>());
        }

        ids[0].ShouldBe(ids[1]);
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{soon}/arrivals"))!["walkIns"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Who_forgot_the_ticket_is_found_by_name_and_let_in_once()
    {
        var (soon, later) = (await service.ReleaseAsync(5, Given.Soon), await service.ReleaseAsync(5));
        await RegisterAsync(soon, "Åsa Öberg", "asa");
        var other = await RegisterAsync(later, "Åsa Öberg", "asa");
        var door = service.AsDoor(soon.ToString(), Stockholm.DayOf(DateTimeOffset.UtcNow));

        (await door.GetAsync($"/api/v1/activities/{later}/attendees?search=asa")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await door.GetAsync($"/api/v1/activities/{soon}/attendees?search=a")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await door.GetAsync($"/api/v1/activities/{soon}/attendees")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await organiser.GetAsync($"/api/v1/activities/{ActivityId.New()}/attendees?search=asa")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var found = await FindAsync(door, soon, "OBERG");
        found["total"]!.GetValue<int>().ShouldBe(1);
        found.ToJsonString().ShouldNotContain("example.se");
        found.ToJsonString().ShouldNotContain("ticket");
        var id = found["items"]![0]!["id"]!.GetValue<string>();

        var letIn = await door.PostAsJsonAsync($"/api/v1/activities/{soon}/check-ins", new { id, door = "Norra" });
        letIn.StatusCode.ShouldBe(HttpStatusCode.OK, await letIn.Content.ReadAsStringAsync());
        (await letIn.Content.ReadFromJsonAsync<JsonNode>())!["name"]!.GetValue<string>().ShouldBe("Åsa Öberg");
        (await ProblemAsync(door, soon, new { id })).ShouldBe("already-checked-in");
        (await ProblemAsync(door, soon, new { id = other })).ShouldBe("no-such-registration", "it is for another activity");
        (await ProblemAsync(door, later, new { id = other })).ShouldBe("forbidden");
        (await ProblemAsync(organiser, later, new { id = other })).ShouldBe("door-not-open");
        (await ProblemAsync(door, soon, new { id, @override = new { reason = "Vän" } })).ShouldBe("forbidden");

        (await door.GetAsync($"/api/v1/activities/{soon}/attendance")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await door.GetAsync($"/api/v1/activities/{soon}/attendees/list")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        async Task<string> ProblemAsync(HttpClient who, ActivityId activity, object guest) =>
            (await (await who.PostAsJsonAsync($"/api/v1/activities/{activity}/check-ins", guest)).Content.ReadFromJsonAsync<JsonNode>())!["type"]!.GetValue<string>().Split(':')[^1];
    }

    [Fact]
    public async Task A_door_takes_back_its_own_slip_and_no_other_doors()
    {
        var (soon, later) = (await service.ReleaseAsync(5, Given.Soon), await service.ReleaseAsync(5, Given.Soon));
        var id = await RegisterAsync(soon, "Anna", "anna");
        var door = service.AsDoor(soon.ToString(), Stockholm.DayOf(DateTimeOffset.UtcNow));
        (await door.PostAsJsonAsync($"/api/v1/activities/{soon}/check-ins", new { id })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await service.AsDoor(later.ToString()).DeleteAsync($"/api/v1/check-ins/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.AsDoor(soon.ToString(), Stockholm.DayOf(DateTimeOffset.UtcNow).AddDays(1)).DeleteAsync($"/api/v1/check-ins/{id}"))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await door.DeleteAsync($"/api/v1/check-ins/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await door.DeleteAsync($"/api/v1/check-ins/{id}")).StatusCode.ShouldBe(HttpStatusCode.Conflict, "it is done already");
    }

    [Fact]
    public async Task Arrivals_are_followed_by_asking_again_and_nothing_new_is_no_answer()
    {
        var soon = await service.ReleaseAsync(5, Given.Soon);
        await RegisterAsync(soon, "Anna", "anna");
        var door = service.AsDoor(soon.ToString());
        var address = $"/api/v1/activities/{soon}/arrivals";

        (await service.AsDoor(ActivityId.New().ToString()).GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var before = await door.GetAsync(address);
        (await AskAgainAsync(before.Headers.ETag!)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        (await StatusAsync(door, soon, new { name = "Dan" })).ShouldBe(HttpStatusCode.Created);

        var after = await AskAgainAsync(before.Headers.ETag!);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        var arrivals = (await after.Content.ReadFromJsonAsync<JsonNode>())!;
        (arrivals["expected"]!.GetValue<int>(), arrivals["came"]!.GetValue<int>(), arrivals["walkIns"]!.GetValue<int>(), arrivals["left"]!.GetValue<int>()).ShouldBe((2, 1, 1, 3));

        Task<HttpResponseMessage> AskAgainAsync(EntityTagHeaderValue tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { tag } } };
            return door.SendAsync(request);
        }
    }

    [Fact]
    public async Task The_list_and_the_badges_are_pages_without_scripts_in_the_readers_language()
    {
        var soon = await service.ReleaseAsync(5, Given.Soon);
        await RegisterAsync(soon, "Anna <Ek>", "anna");

        foreach (var (language, word) in (IReadOnlyList<(string, string)>)[("sv", "Företag"), ("en", "Company")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/activities/{soon}/attendees/list") { Headers = { AcceptLanguage = { new(language) } } };
            var list = await organiser.SendAsync(request);
            list.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
            list.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
            list.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var page = await list.Content.ReadAsStringAsync();
            page.ShouldContain(word);
            page.ShouldContain("Anna &lt;Ek&gt;");
            page.ShouldContain($"<html lang=\"{language}\">");
        }

        (await organiser.GetStringAsync($"/api/v1/activities/{soon}/attendees/badges")).ShouldContain("<p class=\"name\">Anna &lt;Ek&gt;</p>");
        (await organiser.GetAsync($"/api/v1/activities/{ActivityId.New()}/attendees/badges")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.AsIn("elsewhere", Roles.Organiser).GetAsync($"/api/v1/activities/{soon}/attendees/badges")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Walkins(ActivityId activity) => $"/api/v1/activities/{activity}/walk-ins";

    private static async Task<HttpStatusCode> StatusAsync(HttpClient who, ActivityId activity, object walkIn) =>
        (await who.PostAsJsonAsync(Walkins(activity), walkIn)).StatusCode;

    private static async Task<JsonNode> FindAsync(HttpClient who, ActivityId activity, string search) =>
        (await who.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendees?search={Uri.EscapeDataString(search)}"))!;

    private async Task<string> RegisterAsync(ActivityId activity, string name, string mailbox)
    {
        var answer = await organiser.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{mailbox}@example.se" }, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }
}
