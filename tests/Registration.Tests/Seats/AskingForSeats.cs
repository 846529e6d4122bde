using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>What the next request is answered, of an activity of the test's own.</summary>
public sealed class AskingForSeats(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;

    [Fact]
    public async Task Asking_again_changes_nothing_and_tells_nothing_of_what_there_is()
    {
        var activity = await service.ReleaseAsync(capacity: 1);
        var first = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se"));

        var again = await RegisterAsync(activity, "Anna", "ANNA@example.se");

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await BodyAsync(again);
        body["id"]!.GetValue<string>().ShouldNotBe(first["id"]!.GetValue<string>());
        body["status"]!.GetValue<string>().ShouldBe("waitlisted", "as somebody new would be told");
        body["manageToken"].ShouldBeNull();
        body["ticket"].ShouldBeNull();
        var availability = await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability");
        (availability!["confirmed"]!.GetValue<int>(), availability["waiting"]!.GetValue<int>()).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_refusal_is_never_older_than_what_another_instance_has_stored()
    {
        var activity = await service.ReleaseAsync(capacity: 1);
        await using var other = await service.StartAnotherAsync<Program>();
        var anna = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se", other.Http));
        (await RegisterAsync(activity, "Anna", "anna@example.se", service.Http)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await other.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={anna["manageToken"]}");

        (await RegisterAsync(activity, "Anna", "anna@example.se", service.Http)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_move_to_a_full_activity_keeps_the_seat_unless_its_owner_would_rather_wait()
    {
        var (from, full) = (await service.ReleaseAsync(capacity: 1), await service.ReleaseAsync(capacity: 1));
        var anna = await BodyAsync(await RegisterAsync(from, "Anna", "anna@example.se"));
        await RegisterAsync(full, "Bo", "bo@example.se");
        var link = $"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}";

        var preview = (await service.Http.GetFromJsonAsync<JsonNode>($"{link}&activityId={full}"))!;
        (preview["before"]!.GetValue<string>(), preview["after"]!.GetValue<string>(), preview["position"]!.GetValue<int>(), preview["losesSeats"]!.GetValue<bool>())
            .ShouldBe(("confirmed", "waitlisted", 1, true));
        var refused = await service.Http.PostAsJsonAsync(link, new { activityId = full.Value });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await BodyAsync(refused))["type"]!.GetValue<string>().ShouldEndWith("seat-would-be-lost");
        (await ConfirmedAsync(from)).ShouldBe(1);

        var moved = await BodyAsync(await service.Http.PostAsJsonAsync(link, new { activityId = full.Value, onlyIfRoom = false }));

        (moved["status"]!.GetValue<string>(), moved["movedFrom"]!["status"]!.GetValue<string>()).ShouldBe(("waitlisted", "confirmed"));
        (await ConfirmedAsync(from)).ShouldBe(0);
    }

    [Theory]
    [InlineData("\"\\u0000\"")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Answers_are_checked_wherever_they_come(string? json)
    {
        var (from, to) = (await service.ReleaseAsync(capacity: 1), await service.ReleaseAsync(capacity: 1, activity => activity with
        {
            Rules = new RegistrationRules(Questions: [new Question("kost", new LocalizedText("Kost?"), QuestionKind.Diet)]),
        }));
        var anna = await BodyAsync(await RegisterAsync(from, "Anna", "anna@example.se"));
        var answers = $$"""{"kost": {{json ?? $"\"{new string('x', 50_000)}\""}}}""";
        foreach (var (path, body) in new[]
        {
            ($"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}", $$"""{"activityId": "{{to}}", "answers": {{answers}}}"""),
            ($"/api/v1/activities/{to}/registrations", $$"""{"contact": {"name": "Bo", "email": "bo@example.se"}, "consent": true, "answers": {{answers}}}"""),
            ("/api/v1/registrations", $$"""{"activityIds": ["{{from}}", "{{to}}"], "contact": {"name": "Bo", "email": "bo@example.se"}, "consent": true, "answers": {{answers}}}"""),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            (await service.Http.PostAsync(path, content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    [Fact]
    public async Task A_cancelled_slot_is_free_again_at_once()
    {
        var slot = await service.ReleaseAsync(capacity: 1, activity => activity with { Kind = ActivityKind.OpenHouse, WaitingListLimit = 0 });
        var anna = await BodyAsync(await RegisterAsync(slot, "Anna", "anna@example.se"));
        (await RegisterAsync(slot, "Bo", "bo@example.se")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={anna["manageToken"]}")).EnsureSuccessStatusCode();
        (await RegisterAsync(slot, "Bo", "bo@example.se")).StatusCode.ShouldBe(HttpStatusCode.Created, "by the very next request");
    }

    [Fact]
    public async Task Bad_input_is_answered_by_field_in_the_askers_language()
    {
        var activity = await service.ReleaseAsync(capacity: 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
        {
            Content = JsonContent.Create(new
            {
                contact = new { name = "", email = "no address", phone = "12" },
                company = new { organisationNumber = "556177-7632" },
                seats = 0,
                consent = false,
            }),
            Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("en") } },
        };

        var answer = await service.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = (await BodyAsync(answer))["errors"]!.AsObject();
        errors.Select(error => error.Key).ShouldBe(
            ["contact.name", "contact.email", "contact.phone", "company.organisationNumber", "seats", "consent"], ignoreOrder: true);
        errors["contact.email"]![0]!.GetValue<string>().ShouldBe("An e-mail address has an @, for instance anna@company.com.");
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_gets_the_same_answer()
    {
        var activity = await service.ReleaseAsync(capacity: 1);
        async Task<HttpResponseMessage> SendAsync(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
            {
                Content = JsonContent.Create(new { contact = new { name, email = "anna@example.se" }, consent = true }),
                Headers = { { "Idempotency-Key", "k1" } },
            };
            return await service.Http.SendAsync(request);
        }

        var first = await SendAsync("Anna");
        var again = await SendAsync("Anna");
        var other = await SendAsync("Bo");

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_organisers_list_pages_and_is_a_file_that_a_spreadsheet_opens_safely()
    {
        var activity = await service.ReleaseAsync(capacity: 3);
        var organiser = service.As(Roles.Organiser);
        foreach (var name in (string[])["=1+1", "Bo", "Cilla"])
        {
            (await RegisterAsync(activity, name, $"{Guid.NewGuid():N}@example.se", organiser)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var page = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations?limit=2"))!;
        page["items"]!.AsArray().Count.ShouldBe(2);
        var rest = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations?limit=2&after={page["next"]}"))!;
        rest["items"]!.AsArray().Single()!["contact"]!["name"]!.GetValue<string>().ShouldBe("Cilla");
        rest["next"].ShouldBeNull();
        rest["total"]!.GetValue<int>().ShouldBe(3);

        organiser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var csv = await organiser.GetByteArrayAsync($"/api/v1/activities/{activity}/registrations");
        csv.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue();
        Encoding.UTF8.GetString(csv).ShouldNotContain(";=1+1");
    }

    private Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name, string email, HttpClient? http = null) =>
        (http ?? service.Http).PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email }, seats = 1, consent = true });

    private async Task<int> ConfirmedAsync(ActivityId activity) =>
        (await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability"))!["confirmed"]!.GetValue<int>();

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{answer.StatusCode} without a body");
    }
}
