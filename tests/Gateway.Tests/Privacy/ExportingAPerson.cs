using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Tokens;
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
    private static readonly Guid Registration = Guid.NewGuid();
    private static readonly Guid Visit = Guid.NewGuid();

    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;
    private readonly TestTokens tokens = new();
    private readonly Dictionary<string, WebApplication> services = [];
    private readonly ConcurrentBag<string> askedFrom = [];
    private WebApplicationFactory<Program> gateway = null!;

    public async ValueTask InitializeAsync()
    {
        tokens.WriteKeySet(Path.Combine(folder, "jwks.json"));
        services["registration"] = await StartAsync("registrations", body => new JsonObject
        {
            ["email"] = body["email"]!.GetValue<string>(),
            ["registrations"] = new JsonArray(new JsonObject { ["registration"] = new JsonObject { ["id"] = Registration } }),
        });
        services["scheduling"] = await StartAsync("visits", _ => new JsonObject { ["visitRequests"] = new JsonArray(new JsonObject { ["request"] = new JsonObject { ["id"] = Visit } }) });
        services["feedback"] = await StartAsync("feedback", body => new JsonObject { ["followUps"] = body["registrations"]!.DeepClone() });
        services["notification"] = await StartAsync("letters", _ => new JsonObject { ["letters"] = new JsonArray(2, 3) });
        gateway = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseSetting("ConnectionStrings:Bus", Servers.Current.Bus("").ToString());
            web.UseSetting("Notification:Keys", folder);
            web.UseSetting("Tokens:KeySet", Path.Combine(folder, "jwks.json"));
            web.UseSetting("Tokens:Issuer", TestTokens.Issuer);
            web.ConfigureServices(all => all.AddSingleton<IStartupFilter>(new CalledFrom(IPAddress.Parse("192.0.2.7"))));
            foreach (var (service, app) in services)
            {
                // The first instance is gone, as one is in a redeployment.
                web.UseSetting($"Services:{service}:0", "http://127.0.0.1:9");
                web.UseSetting($"Services:{service}:1", app.Urls.Single());
            }
        });
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
        known.Select(part => part.Key).ShouldBe(["email", "registrations", "visitRequests", "followUps", "letters"], ignoreOrder: true);
        known["followUps"]!.AsArray().Select(each => each!.GetValue<Guid>())
            .ShouldBe([Registration, Visit], "Feedback is asked about the person's registrations and visits");
        askedFrom.ShouldBe(Enumerable.Repeat("192.0.2.7", 4), "they audit from where");
    }

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

    private async Task<WebApplication> StartAsync(string part, Func<JsonObject, JsonObject> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost($"/api/v1/privacy/export/{part}", (JsonObject body, HttpRequest request) =>
        {
            askedFrom.Add(request.Headers["X-Forwarded-For"].ToString());
            return request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal) ? Results.Json(answer(body)) : Results.Unauthorized();
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
