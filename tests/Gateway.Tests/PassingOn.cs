using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

/// <summary>The gateway in front of a service that tells what reached it.</summary>
public sealed class PassingOn : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;
    private WebApplication service = null!;
    private WebApplicationFactory<Program> gateway = null!;
    private HttpClient http = null!;
    private IReadOnlyDictionary<string, string> reached = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        service = builder.Build();
        service.Use((context, next) =>
        {
            reached = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            return next(context);
        });
        service.Map("/{**path}", (HttpRequest request) => Results.Json(new
        {
            path = request.Path.Value,
            authorization = request.Headers.Authorization.ToString(),
            traceparent = request.Headers.TraceParent.ToString(),
            language = request.Headers.AcceptLanguage.ToString(),
        }));
        await service.StartAsync();
        gateway = Start(service.Urls.Single());
        http = gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_call_goes_on_as_it_came_in_the_same_trace()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/editions/lerum-2027");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "theirs");
        request.Headers.AcceptLanguage.ParseAdd("en");
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");

        var reached = (await (await http.SendAsync(request)).Content.ReadFromJsonAsync<JsonNode>())!;

        reached["path"]!.GetValue<string>().ShouldBe("/api/v1/editions/lerum-2027");
        reached["authorization"]!.GetValue<string>().ShouldBe("Bearer theirs");
        reached["language"]!.GetValue<string>().ShouldBe("en");
        reached["traceparent"]!.GetValue<string>().ShouldContain(Trace);
    }

    [Theory]
    [InlineData("X-Name")]
    [InlineData("Idempotency-Key")]
    public async Task A_header_that_is_not_ASCII_goes_on_as_it_came(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/editions/lerum-2027");
        // The bytes of "å" in UTF-8, each as a character.
        request.Headers.TryAddWithoutValidation(name, "\u00c3\u00a5").ShouldBeTrue();

        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        reached[name].ShouldBe("å");
    }

    [Theory]
    [InlineData("/connect/authorize")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/code")]
    [InlineData("/design/1/css/base.css")]
    public async Task What_belongs_to_signing_in_is_Identitys(string path)
    {
        var reached = (await (await http.GetAsync(path)).Content.ReadFromJsonAsync<JsonNode>())!;

        reached["path"]!.GetValue<string>().ShouldBe(path);
    }

    [Fact]
    public async Task What_any_call_can_be_answered_with_is_announced()
    {
        var announced = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        var operations = announced["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).ToList();

        operations.ShouldAllBe(operation => new[] { "400", "404", "405", "408", "414", "429", "431", "500", "502", "503", "504" }
            .All(status => operation.Value!["responses"]!.AsObject().ContainsKey(status)));
        operations.Where(operation => operation.Key != "get").ShouldAllBe(operation => new[] { "409", "413", "415", "422" }
            .All(status => operation.Value!["responses"]!.AsObject().ContainsKey(status)));
        announced["components"]!["responses"]!.AsObject()
            .ShouldAllBe(answer => answer.Value!["content"]!.AsObject().Single().Key == "application/problem+json");
    }

    [Fact]
    public async Task What_is_not_announced_is_not_reached()
    {
        await ProblemAsync(await http.GetAsync("/api/v1/secrets"), HttpStatusCode.NotFound, "not-found");
        await ProblemAsync(await http.GetAsync("/operations/lag"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_problem_that_says_so()
    {
        await service.StopAsync();
        await ProblemAsync(await http.GetAsync("/api/v1/editions/lerum-2027"), HttpStatusCode.BadGateway, "unavailable");
    }

    /// <summary>OWASP API8:2023, security misconfiguration.</summary>
    [Fact]
    public async Task Where_TLS_ends_here_browsers_are_told_to_come_by_it()
    {
        await using var strict = Start(service.Urls.Single()).WithWebHostBuilder(web => web.UseSetting("Hsts:Days", "365"));
        using var client = strict.CreateClient();

        using var over = await client.GetAsync("https://localhost/api/v1/editions/lerum-2027");
        using var without = await client.GetAsync("http://localhost/api/v1/editions/lerum-2027");

        over.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        without.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        (await http.GetAsync("https://localhost/api/v1/editions/lerum-2027")).Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    /// <summary>OWASP API8:2023, security misconfiguration.</summary>
    [Theory]
    [InlineData("/api/v1/surveys/a-token", true)]
    [InlineData("/api/v1/registrations/0193e6a0-0000-7000-8000-000000000001?token=a-token", true)]
    [InlineData("/api/v1/editions/lerum-2027", false)]
    public async Task What_a_personal_link_opens_is_kept_by_nobody(string path, bool isPersonal)
    {
        using var answer = await http.GetAsync(path);

        (answer.Headers.CacheControl?.NoStore ?? false).ShouldBe(isPersonal);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    /// <summary>OWASP API4:2023, unrestricted resource consumption: the address that a limit goes by is not the caller's to choose.</summary>
    [Theory, InlineData("/connect/token"), InlineData("/Connect/TOKEN"), InlineData("/sign-in")]
    public async Task Who_asks_too_often_is_told_to_wait_whatever_the_address_looks_like_and_says_of_itself(string path)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = "foretagarna",
                    ["client_secret"] = "wrong",
                }),
                Headers = { { "X-Forwarded-For", $"192.0.2.{i}" } },
            };
            return await http.SendAsync(request);
        }));

        var limited = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter.ShouldNotBeNull();
        await ProblemAsync(limited, HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    /// <summary>OWASP API6:2023, unrestricted access to sensitive business flows.</summary>
    [Fact]
    public async Task Who_writes_without_signing_in_has_a_limit_of_their_own_and_can_still_read()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
            await http.PostAsJsonAsync("/api/v1/activities/0193e6a0-0000-7000-8000-000000000001/registrations", new { })));

        var limited = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter.ShouldNotBeNull();
        (await http.GetAsync("/api/v1/editions/lerum-2027")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>OWASP API6:2023: what comes by links, the same.</summary>
    [Fact]
    public async Task Who_tries_links_has_a_limit_of_their_own_and_can_still_read()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => http.GetAsync($"/api/v1/surveys/{i}")));

        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        (await http.GetAsync("/api/v1/editions/lerum-2027")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_gateways_own_interface_is_as_announced()
    {
        var announced = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        var own = JsonNode.Parse(await http.GetStringAsync("/openapi/own/v1.json"))!["paths"]!.AsObject();
        own.Select(path => path.Key).ShouldBe(
            [
                "/api/v1/operations/replay",
                "/api/v1/operations/lag",
                "/api/v1/operations/keys/rotate",
                "/api/v1/operations/dead-letters",
                "/api/v1/operations/dead-letters/retry",
                "/api/v1/operations/dead-letters/{id}/retry",
                "/api/v1/operations/dead-letters/{id}/discard",
                "/api/v1/live",
                "/api/v1/privacy/export",
            ], ignoreOrder: true);
        await OpenApiContract.ShouldBeAnnouncedAsync(http, "/openapi/own/v1.json", "gateway");
        own.ShouldAllBe(path => announced.ContainsKey(path.Key));
    }

    [Fact]
    public void Every_request_is_checked() => CheckedRequests.ShouldBeAll(gateway.Services);

    private WebApplicationFactory<Program> Start(string address) => StartedGateway.Create(folder, new Dictionary<string, string>
    {
        ["RateLimits:TokensPerSecond"] = "4",
        ["RateLimits:PublicWritesPerSecond"] = "4",
        ["RateLimits:LinksPerSecond"] = "4",
        ["Services:identity:0"] = address,
        ["Services:scheduling:0"] = address,
        ["Services:registration:0"] = address,
        ["Services:notification:0"] = address,
        ["Services:feedback:0"] = address,
    });

    private static async Task ProblemAsync(HttpResponseMessage answer, HttpStatusCode expected, string code)
    {
        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["type"]!.GetValue<string>().ShouldBe($"urn:businessfocus:problem:{code}");
    }
}
