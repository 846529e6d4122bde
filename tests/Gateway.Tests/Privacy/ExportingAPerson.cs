using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests.Privacy;

/// <summary>What the services know of a person, put together by the gateway.</summary>
public sealed class ExportingAPerson : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;
    private readonly TestTokens tokens = new();
    private readonly Dictionary<string, WebApplication> services = [];
    private readonly ConcurrentDictionary<string, (string From, JsonObject About)> asked = new();
    private WebApplicationFactory<Program> gateway = null!;

    public async ValueTask InitializeAsync()
    {
        tokens.WriteKeySet(Path.Combine(folder, "jwks.json"));
        services["registration"] = await StartAsync("registrations", "exportRegistrations");
        services["scheduling"] = await StartAsync("visits", "exportVisits");
        services["feedback"] = await StartAsync("feedback", "exportFeedback");
        services["notification"] = await StartAsync("letters", "exportLetters");
        gateway = StartedGateway.Create(
            folder,

            // The first instance is gone, as one is in a redeployment.
            services.SelectMany(service => new[] { ($"Services:{service.Key}:0", "http://127.0.0.1:9"), ($"Services:{service.Key}:1", service.Value.Urls.Single()) })
                .ToDictionary(setting => setting.Item1, setting => setting.Item2),
            all => all.AddSingleton<IStartupFilter>(new CalledFrom(IPAddress.Parse("192.0.2.7"))));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        foreach (var service in services.Values)
        {
            await service.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task All_that_the_services_know_is_in_one_answer_that_nobody_keeps()
    {
        var answer = await AskAsync("Anna@foretag.example");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var known = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        foreach (var name in (string[])["email", "registrations", "visitRequests", "followUps", "responses", "letters"])
        {
            known[name].ShouldNotBeNull(name);
        }

        asked["feedback"].About["registrations"]!.AsArray().Select(each => each!.GetValue<Guid>()).ShouldBe(
            [.. Ids(known, "registrations", "registration"), .. Ids(known, "visitRequests", "request")], "Feedback is asked about the person's registrations and visits");
        asked.Values.Select(each => each.From).ShouldBe(Enumerable.Repeat("192.0.2.7", 4), "they audit from where");
    }

    private static IEnumerable<Guid> Ids(JsonObject known, string list, string item) => known[list]!.AsArray().Select(each => each![item]!["id"]!.GetValue<Guid>());

    [Theory]
    [InlineData("registration", new[] { "registration", "feedback" })]
    [InlineData("scheduling", new[] { "scheduling" })]
    [InlineData("feedback", new[] { "feedback" })]
    [InlineData("notification", new[] { "notification" })]
    public async Task A_part_is_never_taken_for_the_whole(string service, string[] missing)
    {
        await services[service].StopAsync();

        var answer = await AskAsync("anna@foretag.example");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        problem["type"]!.GetValue<string>().ShouldBe("urn:businessfocus:problem:export-incomplete");
        problem["services"]!.AsArray().Select(each => each!.GetValue<string>()).ShouldBe(missing);
        problem.ToJsonString().ShouldNotContain("letters");
    }

    [Fact]
    public async Task What_is_no_address_is_refused_and_others_than_organisers_are_too()
    {
        var refused = await AskAsync("anna");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["email"].ShouldNotBeNull();
        (await AskAsync("anna@foretag.example", Roles.Operator)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpResponseMessage> AskAsync(string email, string role = Roles.Organiser)
    {
        using var http = gateway.CreateClient();

        // The gateway has written a key of its own when it started.
        tokens.WriteKeySet(Path.Combine(folder, "jwks.json"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(role, "olivia"));
        return await http.PostAsJsonAsync("/api/v1/privacy/export", new { email });
    }

    /// <summary>A service that answers what it is shown to answer in the interface.</summary>
    private async Task<WebApplication> StartAsync(string part, string operation)
    {
        var answer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "contracts", "openapi", "examples", $"{operation}.200.json")))!["answer"];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost($"/api/v1/privacy/export/{part}", (JsonObject body, HttpRequest request) =>
        {
            asked[part] = (request.Headers["X-Forwarded-For"].ToString(), body);
            return request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal) ? Results.Json(answer) : Results.Unauthorized();
        });
        await app.StartAsync();
        return app;
    }

    private sealed class CalledFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, then) =>
            {
                context.Connection.RemoteIpAddress = address;
                return then(context);
            });
            next(app);
        };
    }
}
