using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>The history of a registration says who did what: a person by name, a client, the link, or nobody.</summary>
public sealed class TellingWhoDidIt : IAsyncLifetime
{
    private static readonly AccountId Olle = new(Guid.NewGuid());

    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration");
        organiser = service.As(Roles.Organiser, $"{Olle}");
        organiser.DefaultRequestHeaders.AcceptLanguage.Add(new("en"));
        service.Http.DefaultRequestHeaders.AcceptLanguage.Add(new("en"));
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Staff_read_the_persons_name_until_the_person_has_left()
    {
        var activity = await service.ReleaseAsync(1);
        await NameAsync("Olle Organiser", 1);
        var (anna, bo) = (await RegisterAsync(activity, "anna"), await RegisterAsync(activity, "bo"));
        (await service.Http.DeleteAsync(LinkOf(anna))).EnsureSuccessStatusCode();
        (await organiser.DeleteAsync($"/api/v1/registrations/{bo["id"]}")).EnsureSuccessStatusCode();

        (await CourseAsync(organiser, anna)).ShouldBe([("confirmed", "visitor", "a visitor"), ("cancelled", "link", "the link")]);
        (await CourseAsync(organiser, bo)).ShouldBe(
            [("joined", "visitor", "a visitor"), ("promoted", "system", "the system"), ("cancelled", "person", "Olle Organiser")]);
        (await CourseAsync(service.Http, bo))[^1].ShouldBe(("cancelled", "person", "the organisers"), "by the link nobody learns what staff are called");

        await NameAsync(null, 2);

        (await CourseAsync(organiser, bo))[^1].ShouldBe(("cancelled", "person", "a former account"));
    }

    private async Task NameAsync(string? name, long version)
    {
        await service.Bus.PublishAsync(new AccountNamed(Olle, name, version, DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Store.QuerySession();
            return (await reads.LoadAsync<KnownAccount>(Olle.Value))?.Version == version;
        });
    }

    private static async Task<IReadOnlyList<(string What, string Kind, string Name)>> CourseAsync(HttpClient who, JsonNode registration) =>
    [
        .. (await who.GetFromJsonAsync<JsonArray>(LinkOf(registration, "/course")))!.Select(step =>
            (Text(step!, "what"), Text(step!["actor"]!, "kind"), Text(step["actor"]!, "name"))),
    ];

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name)
    {
        var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, seats = 1, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string LinkOf(JsonNode registration, string what = "") => $"/api/v1/registrations/{registration["id"]}{what}?token={registration["manageToken"]}";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
