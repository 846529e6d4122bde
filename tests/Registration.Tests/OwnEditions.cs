using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>API1 and API5:2023: an organiser of one municipality has nothing to do with the registrations of another one.</summary>
public sealed class OwnEditions(RunningInLerum running) : IClassFixture<RunningInLerum>
{
    private readonly RunningService service = running.Service;
    private readonly EditionId edition = EditionId.New();

    [Theory]
    [InlineData("lerum")]
    [InlineData(null)]
    public async Task In_their_own_editions_they_do_what_an_organiser_does(string? municipality)
    {
        var (activity, registration) = await RegisterAsync(municipality);
        var organiser = service.AsIn("lerum", Roles.Organiser);

        (await organiser.GetAsync($"/api/v1/activities/{activity}/registrations")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organiser.GetAsync($"/api/v1/registrations/{registration}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organiser.GetAsync($"/api/v1/editions/{edition}/participation")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organiser.GetAsync($"/api/v1/editions/{edition}/registrations-by-day")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("lerum")]
    [InlineData(null)]
    public async Task Elsewhere_they_are_like_anybody(string? municipality)
    {
        var (activity, registration) = await RegisterAsync(municipality);
        var organiser = service.AsIn("ale", Roles.Organiser);

        (await organiser.GetAsync($"/api/v1/activities/{activity}/registrations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync($"/api/v1/activities/{activity}/attendance")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync($"/api/v1/editions/{edition}/participation")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync($"/api/v1/editions/{edition}/registrations-by-day")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync($"/api/v1/registrations/{registration}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.DeleteAsync($"/api/v1/registrations/{registration}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.GetAsync($"/api/v1/activities/{activity}/availability")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_several_registrations_they_read_their_own_and_the_others_are_missing_to_them()
    {
        var ((_, own), (_, foreign), (_, unsaid)) = (await RegisterAsync("lerum"), await RegisterAsync("ale"), await RegisterAsync(null));
        var unknown = Guid.NewGuid().ToString();

        var read = await ReadAsync(service.AsIn("lerum", Roles.Organiser));
        (IdsOf(read["items"]!), MissingOf(read)).ShouldBe(($"{own},{unsaid}", $"{foreign},{unknown}"));
        read["items"]![0]!["manageToken"].ShouldBeNull();
        (IdsOf((await ReadAsync(service.As(Roles.Organiser)))["items"]!)).ShouldBe($"{own},{foreign},{unsaid}");

        async Task<JsonNode> ReadAsync(HttpClient organiser) =>
            (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/registrations?ids={own},{foreign},{unsaid},{unknown}"))!;
        static string IdsOf(JsonNode items) => string.Join(',', items.AsArray().Select(each => (string)each!["id"]!));
        static string MissingOf(JsonNode read) => string.Join(',', read["missing"]!.AsArray().Select(each => (string)each!));
    }

    [Fact]
    public async Task They_read_the_tickets_of_their_own_activities()
    {
        var (own, foreign) = (await TicketAsync("lerum"), await TicketAsync("ale"));
        var organiser = service.AsIn("lerum", Roles.Organiser);

        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = foreign })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = own })).StatusCode.ShouldBe(HttpStatusCode.Conflict, "the door is not open");
        var scans = new[] { own, foreign }.Select((ticket, i) => new { nonce = $"{i}", ticket, at = DateTimeOffset.UtcNow }).ToArray();
        var uploaded = await (await organiser.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans })).Content.ReadFromJsonAsync<JsonNode>();
        uploaded!["scans"]!.AsArray().Select(scan => (string)scan!["problem"]!).ShouldBe(["door-not-open", "forbidden"]);

        async Task<string> TicketAsync(string municipality)
        {
            var (_, registration) = await RegisterAsync(municipality);
            return (string)(await service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>($"/api/v1/registrations/{registration}"))!["ticket"]!;
        }
    }

    [Fact]
    public async Task They_move_nobody_to_another_municipality()
    {
        var ((_, registration), (foreign, _), (own, _)) = (await RegisterAsync("lerum"), await RegisterAsync("ale"), await RegisterAsync("lerum"));
        var path = $"/api/v1/registrations/{registration}/move";
        var organiser = service.AsIn("lerum", Roles.Organiser);

        (await organiser.PostAsJsonAsync(path, new { activityId = foreign.Value })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync($"{path}?activityId={foreign}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.GetAsync($"{path}?activityId={own}")).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);
        (await organiser.PostAsJsonAsync(path, new { activityId = own.Value })).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_of_all_editions_is_not_theirs()
    {
        var organiser = service.AsIn("lerum", Roles.Organiser);

        (await organiser.GetAsync("/api/v1/companies")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email = "anna@example.se" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.As(Roles.Organiser).GetAsync("/api/v1/companies")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(ActivityId Activity, string Registration)> RegisterAsync(string? municipality)
    {
        var activity = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(activity, capacity: 5) with { EditionId = edition, Municipality = municipality }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, seats = 1, consent = true });
        return (activity, (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["id"]!);
    }
}
