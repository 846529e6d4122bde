using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Nothing that is an organiser's, an association's or an operator's is done without the right token.</summary>
public sealed class Access(Festival festival)
{
    private const string SomeId = "0199a000-0000-7000-8000-000000000001";

    public static TheoryData<string, string, string> Guarded => new()
    {
        { "organiser", "POST", "/api/v1/editions" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/activities" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/import" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/releases" },
        { "organiser", "POST", $"/api/v1/activities/{SomeId}/cancel" },
        { "organiser", "POST", $"/api/v1/activities/{SomeId}/complete" },
        { "organiser", "POST", $"/api/v1/activities/{SomeId}/reopen" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/complete-by-itself" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/complete-by-hand" },
        { "organiser", "GET", $"/api/v1/activities/{SomeId}/registrations" },
        { "organiser", "POST", "/api/v1/check-ins" },
        { "organiser", "POST", "/api/v1/check-ins/upload" },
        { "organiser", "DELETE", $"/api/v1/check-ins/{SomeId}" },
        { "organiser", "POST", $"/api/v1/activities/{SomeId}/desk-registrations" },
        { "organiser", "POST", $"/api/v1/activities/{SomeId}/walk-ins" },
        { "organiser", "GET", $"/api/v1/activities/{SomeId}/attendance" },
        { "organiser", "POST", $"/api/v1/registrations/{SomeId}/promote" },
        { "organiser", "GET", "/api/v1/companies" },
        { "organiser", "POST", "/api/v1/privacy/export" },
        { "organiser", "POST", "/api/v1/privacy/export/registrations" },
        { "organiser", "POST", "/api/v1/privacy/export/visits" },
        { "organiser", "POST", "/api/v1/privacy/export/feedback" },
        { "organiser", "POST", "/api/v1/privacy/export/letters" },
        { "organiser", "POST", "/api/v1/privacy/erasure" },
        { "host", "GET", $"/api/v1/hosts/{SomeId}/conversations" },
        { "organiser", "GET", "/api/v1/notifications" },
        { "organiser", "GET", "/api/v1/templates" },
        { "organiser", "PUT", "/api/v1/templates/confirmation.sv" },
        { "organiser", "GET", $"/api/v1/editions/{SomeId}/report" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/report/link" },
        { "organiser", "GET", $"/api/v1/editions/compare?ids={SomeId}" },
        { "organiser", "POST", $"/api/v1/editions/{SomeId}/answers" },
        { "organiser", "GET", $"/api/v1/editions/{SomeId}/comments" },
        { "organiser", "POST", $"/api/v1/comments/{SomeId}/moderate" },
        { "organiser", "GET", "/api/v1/survey-templates" },
        { "organiser", "GET", "/api/v1/survey-templates/seminar" },
        { "organiser", "PUT", "/api/v1/survey-templates/seminar" },
        { "organiser", "POST", $"/api/v1/activities/{SomeId}/survey/close" },
        { "organiser", "GET", $"/api/v1/activities/{SomeId}/survey/responses" },
        { "organiser", "GET", $"/api/v1/activities/{SomeId}/survey/room" },
        { "organiser", "GET", $"/api/v1/activities/{SomeId}/survey/room.png" },
        { "organiser", "GET", $"/api/v1/activities/{SomeId}/survey/room.svg" },
        { "organiser", "GET", "/api/v1/follow-ups" },
        { "organiser", "GET", $"/api/v1/follow-ups/{SomeId}" },
        { "organiser", "POST", $"/api/v1/follow-ups/{SomeId}/take" },
        { "organiser", "POST", $"/api/v1/follow-ups/{SomeId}/answer" },
        { "organiser", "POST", $"/api/v1/follow-ups/{SomeId}/move" },
        { "organiser", "POST", $"/api/v1/follow-ups/{SomeId}/close" },
        { "organiser", "GET", "/api/v1/follow-up-areas" },
        { "organiser", "PUT", "/api/v1/follow-up-areas/bygglov" },
        { "organiser", "GET", "/api/v1/accounts" },
        { "organiser", "POST", "/api/v1/accounts" },
        { "organiser", "GET", $"/api/v1/accounts/{SomeId}" },
        { "organiser", "DELETE", $"/api/v1/accounts/{SomeId}" },
        { "organiser", "PUT", $"/api/v1/accounts/{SomeId}/grants/planner" },
        { "organiser", "DELETE", $"/api/v1/accounts/{SomeId}/grants/planner" },
        { "organiser", "POST", $"/api/v1/accounts/{SomeId}/lock" },
        { "organiser", "POST", $"/api/v1/accounts/{SomeId}/unlock" },
        { "organiser", "GET", "/api/v1/clients" },
        { "organiser", "POST", "/api/v1/clients" },
        { "organiser", "POST", "/api/v1/clients/somebody/rotate" },
        { "organiser", "POST", "/api/v1/clients/somebody/disable" },
        { "association", "PUT", "/api/v1/associations/foretagarna/members" },
        { "operator", "GET", "/api/v1/operations/lag" },
        { "operator", "POST", "/api/v1/operations/replay" },
        { "operator", "POST", "/api/v1/operations/keys/rotate" },
        { "operator", "GET", "/api/v1/operations/dead-letters" },
        { "operator", "POST", "/api/v1/operations/dead-letters/retry" },
        { "operator", "POST", $"/api/v1/operations/dead-letters/{SomeId}/retry" },
        { "operator", "POST", $"/api/v1/operations/dead-letters/{SomeId}/discard" },
        { "operator", "GET", "/api/v1/operations/notifications" },
    };

    [Theory, MemberData(nameof(Guarded))]
    public async Task A_call_without_a_token_is_refused(string _, string method, string path)
    {
        using var answer = await festival.Anyone.SendAsync(Request(method, path));
        (await answer.JsonAsync(HttpStatusCode.Unauthorized)).Text("type").ShouldBe("urn:businessfocus:problem:unauthenticated");
    }

    [Theory, MemberData(nameof(Guarded))]
    public async Task A_call_with_another_roles_token_is_refused(string role, string method, string path)
    {
        foreach (var (other, http) in Roles().Where(each => each.Role != role && !(each.Role == "door" && AtTheDoor.Contains(path))))
        {
            using var answer = await http.SendAsync(Request(method, path));
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{other}: {method} {path}");
        }
    }

    [Fact]
    public async Task A_door_reads_tickets_and_says_at_which_activity()
    {
        using var empty = await festival.Door.SendAsync(Request("POST", "/api/v1/check-ins"));
        (await empty.JsonAsync(HttpStatusCode.BadRequest))["errors"]!["ticket"].ShouldNotBeNull();
        foreach (var http in (HttpClient[])[festival.Foretagarna, festival.Operator])
        {
            (await http.SendAsync(Request("POST", "/api/v1/check-ins"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task An_association_reads_and_changes_only_its_own_members()
    {
        (await festival.Naringsliv.GetAsync("/api/v1/associations/foretagarna/members")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await festival.Naringsliv.SendAsync(Request("PUT", "/api/v1/associations/foretagarna/members"))).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_service_checks_the_token_itself_and_does_not_trust_whoever_calls_it()
    {
        using var direct = new HttpClient { BaseAddress = festival.AddressOf("scheduling") };
        using var answer = await direct.SendAsync(Request("POST", "/api/v1/editions"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        direct.DefaultRequestHeaders.Authorization = new("Bearer", "eyJhbGciOiJub25lIn0.e30.");
        using var forged = await direct.SendAsync(Request("POST", "/api/v1/editions"));
        forged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_operator_sees_how_far_each_service_is_behind()
    {
        var lag = await festival.Operator.GetAsync("/api/v1/operations/lag", HttpStatusCode.OK);
        foreach (var service in Service.WithStore.Select(each => each.Name))
        {
            lag["services"]![service]!["events"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public async Task The_operator_sees_the_dead_letters_of_every_service()
    {
        var letters = await festival.Operator.GetAsync("/api/v1/operations/dead-letters", HttpStatusCode.OK);
        letters["items"]!.AsArray().ShouldBeEmpty();
        letters["unavailable"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_whole_interface_is_described_in_one_document()
    {
        var document = await festival.Anyone.GetAsync("/openapi/v1.json", HttpStatusCode.OK);
        document.Text("openapi").ShouldStartWith("3.1");
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        paths.ShouldContain("/api/v1/editions");
        paths.ShouldContain(path => path.StartsWith("/api/v1/registrations/", StringComparison.Ordinal));
        paths.ShouldContain("/api/v1/notifications");
        paths.ShouldContain(path => path.StartsWith("/api/v1/surveys/", StringComparison.Ordinal));
        (await festival.Anyone.GetAsync("/docs")).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static readonly string[] AtTheDoor = ["/api/v1/check-ins", "/api/v1/check-ins/upload", $"/api/v1/check-ins/{SomeId}", $"/api/v1/activities/{SomeId}/walk-ins"];

    private (string Role, HttpClient Http)[] Roles() =>
        [("organiser", festival.Organiser), ("operator", festival.Operator), ("door", festival.Door), ("association", festival.Foretagarna)];

    private static HttpRequestMessage Request(string method, string path) => new(HttpMethod.Parse(method), path)
    {
        Content = method is "GET" ? null
            : path.EndsWith("/members", StringComparison.Ordinal) ? HttpAnswers.Csv("Organisationsnummer;Företag\n")
            : JsonContent.Create(new JsonObject()),
    };
}
