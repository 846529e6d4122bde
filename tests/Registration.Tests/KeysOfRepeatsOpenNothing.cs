using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>
/// An <c>Idempotency-Key</c> makes a repeat safe; it is no key to what somebody else was answered. OWASP API1:2023, broken object level
/// authorization, and API2:2023, broken authentication.
/// </summary>
public sealed class KeysOfRepeatsOpenNothing : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Who_has_the_key_and_the_body_but_not_the_link_is_not_answered_what_its_owner_was()
    {
        var anna = await RegisteredAsync("anna@example.se");
        var owned = await ResizeAsync(anna, "k1", token: Text(anna, "manageToken"));
        owned.StatusCode.ShouldBe(HttpStatusCode.OK);

        var stolen = await ResizeAsync(anna, "k1", token: null);

        stolen.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stolen.Content.ReadAsStringAsync()).ShouldNotContain("anna@example.se");
    }

    [Fact]
    public async Task A_strangers_refusal_does_not_stand_in_the_owners_way()
    {
        var anna = await RegisteredAsync("anna@example.se");
        (await ResizeAsync(anna, "k1", token: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await ResizeAsync(anna, "k1", token: Text(anna, "manageToken"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_registers_from_another_network_is_not_answered_what_the_first_was()
    {
        var activity = await ReleaseAsync();
        var first = await RegisterAsync(activity, "anna@example.se", "k1", network: "192.0.2.1");

        var other = await RegisterAsync(activity, "anna@example.se", "k1", network: "192.0.2.2");
        var again = await RegisterAsync(activity, "anna@example.se", "k1", network: "192.0.2.1");

        other["manageToken"].ShouldBeNull();
        again.ToJsonString().ShouldBe(first.ToJsonString());
    }

    [Fact]
    public async Task Who_reads_the_store_finds_neither_the_key_nor_what_opens_the_registration()
    {
        const string Key = "8e03978e-40d5-43dd-bc93-6894a57f9324";
        var anna = await RegisterAsync(await ReleaseAsync(), "anna@example.se", Key, network: "192.0.2.1");

        var stored = (await AnswersAsync()).ShouldHaveSingleItem();

        stored.Id.ShouldNotContain(Key);
        var body = Encoding.UTF8.GetString(stored.Body!);
        body.ShouldNotContain(Text(anna, "manageToken"));
        body.ShouldNotContain("anna@example.se");
    }

    [Fact]
    public async Task What_somebody_was_answered_is_erased_with_them()
    {
        await RegisterAsync(await ReleaseAsync(), "anna@example.se", "k1", network: "192.0.2.1");
        await RegisterAsync(await ReleaseAsync(), "bo@example.se", "k2", network: "192.0.2.1");

        (await service.As(Roles.Organiser).PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna@example.se" })).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(async () => (await AnswersAsync()).Count == 1);
    }

    private async Task<IReadOnlyList<StoredAnswer>> AnswersAsync()
    {
        await using var session = service.Store.QuerySession();
        return await session.Query<StoredAnswer>().ToListAsync();
    }

    private async Task<JsonNode> RegisteredAsync(string email) => await RegisterAsync(await ReleaseAsync(), email, key: null, network: null);

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string email, string? key, string? network)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
        {
            Content = JsonContent.Create(new { contact = new { name = "Anna", email }, seats = 1, consent = true }),
        };
        Add(request, IdempotencyKeyHeader.Name, key);
        Add(request, "X-Forwarded-For", network);
        using var answer = await service.Http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<HttpResponseMessage> ResizeAsync(JsonNode registration, string key, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/registrations/{Text(registration, "id")}/seats")
        {
            Content = JsonContent.Create(new { seats = 2 }),
        };
        Add(request, IdempotencyKeyHeader.Name, key);
        Add(request, ManageTokenHeader.Name, token);
        return await service.Http.SendAsync(request);
    }

    private async Task<ActivityId> ReleaseAsync()
    {
        var id = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(id, 5)));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private static void Add(HttpRequestMessage request, string header, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(header, value);
        }
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
