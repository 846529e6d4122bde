using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Relay;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests.Operations;

/// <summary>The gateway asks every service; two that have dead letters, and one that is not there.</summary>
public sealed class OperatingDeadLetters : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 10, 5, 7, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;
    private readonly SomeService scheduling = new("scheduling", Enumerable.Range(0, 3).Select(i => Morning.AddMinutes(2 * i)));
    private readonly SomeService feedback = new("feedback", Enumerable.Range(0, 3).Select(i => Morning.AddMinutes((2 * i) + 1)));
    private readonly TestTokens tokens = new();
    private WebApplicationFactory<Program> gateway = null!;
    private HttpClient @operator = null!;

    public async ValueTask InitializeAsync()
    {
        tokens.WriteKeySet(Path.Combine(folder, "jwks.json"));
        await scheduling.App.StartAsync();
        await feedback.App.StartAsync();
        gateway = StartedGateway.Create(folder, new Dictionary<string, string>
        {
            ["Services:scheduling:0"] = scheduling.App.Urls.Single(),
            ["Services:feedback:0"] = feedback.App.Urls.Single(),
            ["Services:registration:0"] = "http://127.0.0.1:1",
        });
        @operator = As(Roles.Operator);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await scheduling.App.DisposeAsync();
        await feedback.App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task All_services_dead_letters_are_one_list_and_who_does_not_answer_is_named()
    {
        var seen = new List<DateTimeOffset>();
        var after = "";
        do
        {
            var page = await @operator.GetFromJsonAsync<JsonNode>($"/api/v1/operations/dead-letters?limit=2{after}");
            seen.AddRange(page!["items"]!.AsArray().Select(item => item!["failedAt"]!.GetValue<DateTimeOffset>()));
            page["unavailable"]!.AsArray().Select(service => service!.GetValue<string>()).ShouldBe(["registration"]);
            after = page["next"]?.GetValue<string>() is { } next ? $"&after={next}" : null;
        }
        while (after is not null);

        seen.ShouldBe(Enumerable.Range(0, 6).Select(i => Morning.AddMinutes(5 - i)));
    }

    [Fact]
    public async Task What_is_asked_of_one_reaches_the_service_that_has_it()
    {
        var letter = feedback.Letters[0];

        (await @operator.PostAsync($"/api/v1/operations/dead-letters/{letter.Id}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        feedback.Asked.ShouldBe([$"{letter.Id} retry "]);
        (await @operator.PostAsJsonAsync($"/api/v1/operations/dead-letters/{letter.Id}/discard", new { reason = "Test data" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        feedback.Asked[^1].ShouldBe($"{letter.Id} discard Test data");
        scheduling.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discarding_needs_a_reason_and_what_nobody_has_is_not_found_only_where_all_have_answered()
    {
        (await @operator.PostAsJsonAsync($"/api/v1/operations/dead-letters/{feedback.Letters[0].Id}/discard", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await @operator.PostAsJsonAsync($"/api/v1/operations/dead-letters/{feedback.Letters[0].Id}/discard", new { reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await @operator.GetAsync("/api/v1/operations/dead-letters?state=nope")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await @operator.GetAsync("/api/v1/operations/dead-letters?after=AA")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await @operator.PostAsync($"/api/v1/operations/dead-letters/{Guid.NewGuid()}/retry", null)).StatusCode
            .ShouldBe(HttpStatusCode.ServiceUnavailable, "the one that does not answer may have it");
    }

    [Fact]
    public async Task All_are_retried_in_every_service_that_answers()
    {
        var answer = await (await @operator.PostAsJsonAsync("/api/v1/operations/dead-letters/retry", new { })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();

        answer!["retried"]!.GetValue<int>().ShouldBe(6);
        answer["unavailable"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_an_operator_may()
    {
        var organiser = As(Roles.Organiser);
        (await organiser.GetAsync("/api/v1/operations/dead-letters")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await gateway.CreateClient().GetAsync("/api/v1/operations/dead-letters")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        feedback.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_keys_are_asked_of_every_service_by_an_operator()
    {
        (await As(Roles.Organiser).PostAsync("/api/v1/operations/keys/rotate", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var answer = await (await @operator.PostAsync("/api/v1/operations/keys/rotate", null)).Content.ReadFromJsonAsync<JsonNode>();

        answer!["services"]!.AsObject().Select(service => (service.Key, service.Value![0]!["purpose"]!.GetValue<string>()))
            .ShouldBe([("scheduling", "scheduling"), ("feedback", "feedback")], ignoreOrder: true);
        answer["unavailable"]!.AsArray().Select(service => service!.GetValue<string>()).ShouldBe(["registration"]);
    }

    [Fact]
    public async Task How_far_each_relay_is_behind_is_read_in_one_call_and_of_who_does_not_answer_nothing_is_known()
    {
        var answer = await @operator.GetFromJsonAsync<JsonNode>("/api/v1/operations/lag");

        answer!["services"]!["feedback"]!["events"]!.GetValue<long>().ShouldBe(12);
        answer["services"]!["registration"].ShouldBeNull();
    }

    [Fact]
    public async Task A_replay_is_asked_of_the_service_that_is_named()
    {
        var answer = await @operator.PostAsJsonAsync("/api/v1/operations/replay", new { service = "feedback", from = 40 });

        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["published"]!.GetValue<int>().ShouldBe(2);
        feedback.Asked.ShouldBe(["replay from 40"]);
        scheduling.Asked.ShouldBeEmpty();
        (await @operator.PostAsJsonAsync("/api/v1/operations/replay", new { service = "registration", from = 0 })).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await @operator.PostAsJsonAsync("/api/v1/operations/replay", new { service = "nobody", from = 0 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Health_says_which_service_is_degraded_and_why()
    {
        var health = await gateway.CreateClient().GetFromJsonAsync<JsonNode>("/health/ready");

        health!["status"]!.GetValue<string>().ShouldBe("Degraded");
        var services = health["checks"]!["services"]!["data"]!;
        services["feedback"]!.GetValue<string>().ShouldBe("degraded: Dead letters that wait for an operator: 3.");
        services["registration"]!.GetValue<string>().ShouldBe("not ready");
    }

    private HttpClient As(string role)
    {
        var client = gateway.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(role, role));
        return client;
    }

    /// <summary>What a service answers of its dead letters, from a list.</summary>
    private sealed class SomeService
    {
        public SomeService(string name, IEnumerable<DateTimeOffset> failedAt)
        {
            Letters = [.. failedAt.Select(at => new DeadLetter { Id = Guid.NewGuid(), Queue = $"{name}-on-it", MessageType = "It", Reason = "why", FailedAt = at })];
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.AsInTheInterface());
            App = builder.Build();
            App.MapGet("/operations/dead-letters", ([AsParameters] PageQuery page) =>
            {
                var found = Letters.OrderByDescending(letter => letter.FailedAt).AsEnumerable();
                if (page.Key is { } key)
                {
                    var (at, _) = MomentCursor.Read(key);
                    found = found.Where(letter => letter.FailedAt < at);
                }

                return page.Of([.. found.Take(page.Size + 1).Select(letter => letter.ToView(name, Morning))], view => MomentCursor.Of(view.FailedAt, view.Id.Value));
            });
            App.MapPost("/operations/keys/rotate", () => new RotatedKeys([new RotatedKey(name, Morning)]));
            App.MapGet("/operations/lag", () => new RelayLag(412, 400));
            App.MapPost("/operations/replay", (JsonObject request) =>
            {
                Asked.Add($"replay from {request["from"]}");
                return Results.Json(new { published = 2 });
            });
            App.MapPost("/operations/dead-letters/retry", () => new RetriedDeadLetters(Letters.Count, 0));
            App.MapPost("/operations/dead-letters/{id}/{what}", (Guid id, string what, DiscardDeadLetterRequest? request) =>
            {
                if (Letters.FirstOrDefault(letter => letter.Id == id) is not { } letter)
                {
                    return Results.NotFound();
                }

                Asked.Add($"{id} {what} {request?.Reason}");
                return Results.Json(letter.Retry("olle", Morning).ToView(name, Morning), App.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions);
            });
            App.MapGet("/health/ready", () => Results.Json(new
            {
                status = "Degraded",
                checks = new Dictionary<string, object> { ["dead-letters"] = new { status = "Degraded", description = $"Dead letters that wait for an operator: {Letters.Count}." } },
            }));
        }

        public WebApplication App { get; }

        public List<DeadLetter> Letters { get; }

        public List<string> Asked { get; } = [];
    }
}
