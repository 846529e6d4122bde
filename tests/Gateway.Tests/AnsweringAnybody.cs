using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

/// <summary>What the gateway does with answers on their way: keeps them, compresses them, chooses their format, and says how much one may ask.</summary>
public sealed class AnsweringAnybody : IAsyncLifetime
{
    private const string Programme = "/api/v1/editions/lerum-2027/programme";
    private static readonly string Long = new('a', 20_000);

    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;
    private WebApplication service = null!;
    private WebApplicationFactory<Program> gateway = null!;
    private HttpClient http = null!;
    private int asked;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        service = builder.Build();
        service.Map("/{**path}", (HttpContext context) =>
        {
            Interlocked.Increment(ref asked);
            var path = context.Request.Path.Value!;
            context.Response.Headers.ETag = "\"7\"";
            if (path.Contains("programme", StringComparison.Ordinal))
            {
                context.Response.Headers.CacheControl = "public, max-age=1";
            }

            return Results.Text(Long + path, path.EndsWith(".ics", StringComparison.Ordinal) ? "text/calendar" : path.EndsWith(".csv", StringComparison.Ordinal) ? "text/csv" : "application/json");
        });
        await service.StartAsync();
        gateway = StartedGateway.Create(folder, new Dictionary<string, string>
        {
            ["RateLimits:PerSecond"] = "1000",
            ["RateLimits:PublicWritesPerSecond"] = "2",
            ["Cors:Origins:0"] = "https://business.example",
            ["Services:scheduling:0"] = service.Urls.Single(),
            ["Services:registration:0"] = service.Urls.Single(),
            ["Services:feedback:0"] = service.Urls.Single(),
            ["Services:notification:0"] = service.Urls.Single(),
            ["Services:identity:0"] = service.Urls.Single(),
        });
        http = gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity, br;q=0.5", null)]
    [InlineData("compress", null)]
    [InlineData("", null)]
    public async Task What_anybody_gets_comes_in_the_coding_that_they_like_best(string accepted, string? coding)
    {
        using var answer = await GetAsync(Programme, ("Accept-Encoding", accepted));

        answer.Content.Headers.ContentEncoding.ShouldBe(coding is null ? [] : [coding]);
        (await TextAsync(answer)).ShouldBe(Long + Programme);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        answer.Headers.ETag!.ToString().ShouldBe(coding is null ? "\"7\"" : "W/\"7\"", "other bytes, the same content");
    }

    [Fact]
    public async Task What_is_kept_is_kept_compressed_for_all_who_like_the_same()
    {
        using var first = await GetAsync(Programme, ("Accept-Encoding", "br"));
        var before = asked;
        using var second = await GetAsync(Programme, ("Accept-Encoding", "gzip, br;q=1"));
        using var third = await GetAsync(Programme, ("Accept-Encoding", "br"), ("If-None-Match", "W/\"7\""));

        // The second that it is kept for may have ended between them.
        (asked - before).ShouldBeLessThanOrEqualTo(2);
        (await TextAsync(second)).ShouldBe(await TextAsync(first));
        third.StatusCode.ShouldBeOneOf(HttpStatusCode.NotModified, HttpStatusCode.OK);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
    }

    /// <summary>BREACH: the length of what is compressed tells what is in it.</summary>
    [Theory]
    [InlineData("/api/v1/editions/lerum-2027/venues", null, true)]
    [InlineData("/api/v1/editions/lerum-2027/venues", "Authorization", false)]
    [InlineData("/api/v1/editions/lerum-2027/venues", "Cookie", false)]
    [InlineData("/api/v1/surveys/a-token", null, false)]
    [InlineData("/api/v1/registrations/0193e6a0-0000-7000-8000-000000000001?token=a-token", null, false)]
    [InlineData("/api/v1/registrations/0193e6a0-0000-7000-8000-000000000001", "X-Manage-Token", false)]
    [InlineData(Programme, "Authorization", true)]
    public async Task What_may_have_a_secret_in_it_is_not_compressed(string path, string? shown, bool isCompressed)
    {
        (string, string)[] headers = shown is null ? [("Accept-Encoding", "br")] : [("Accept-Encoding", "br"), (shown, "theirs")];
        using var answer = await GetAsync(path, headers);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.Count.ShouldBe(isCompressed ? 1 : 0);
    }

    [Fact]
    public async Task The_interface_comes_compressed_and_to_who_has_it_not_at_all()
    {
        using var answer = await GetAsync("/openapi/v1.json", ("Accept-Encoding", "br"));
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);

        using var again = await GetAsync("/openapi/v1.json", ("Accept-Encoding", "br"), ("If-None-Match", answer.Headers.ETag!.ToString()));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData(null, "application/json", "")]
    [InlineData("*/*", "application/json", "")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "application/json", "")]
    [InlineData("text/calendar", "text/calendar", ".ics")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv", ".csv")]
    [InlineData("text/csv;q=0.1, */*", "application/json", "")]
    public async Task What_has_a_suffix_is_had_by_Accept_too(string? accept, string mediaType, string suffix)
    {
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];
        foreach (var query in (string[])["", "?day=2027-10-05"])
        {
            using var answer = await GetAsync(Programme + query, headers);

            answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
            (await TextAsync(answer)).ShouldBe(Long + Programme + suffix, "also out of the cache");
            answer.Headers.Vary.ShouldContain("Accept");
        }
    }

    [Fact]
    public async Task Where_no_format_fits_it_says_so()
    {
        using var answer = await GetAsync(Programme, ("Accept", "image/png"), ("Accept-Language", "en"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Not available in a format that you accept");
        using var onlyJson = await GetAsync("/api/v1/editions/lerum-2027", ("Accept", "image/png"));
        onlyJson.StatusCode.ShouldBe(HttpStatusCode.OK, "what has one format is answered in it");
    }

    [Fact]
    public async Task Each_answer_says_how_much_one_may_ask_and_what_is_left_also_one_that_was_kept()
    {
        using var first = await GetAsync(Programme);
        using var second = await GetAsync(Programme);
        using var live = await GetAsync("/api/v1/surveys/a-token");

        first.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"address\";q=2000;w=2"]);
        first.Headers.GetValues("RateLimit").Single().ShouldMatch("^\"address\";r=(1999|2000);t=[01]$");
        second.Headers.GetValues("RateLimit").Single().ShouldMatch("^\"address\";r=(1998|1999|2000);t=[01]$");
        live.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"address\";q=2000;w=2, \"links\";q=400;w=2"]);
    }

    [Fact]
    public async Task Who_is_refused_is_told_by_which_limit()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.PostAsync("/api/v1/activities/0193e6a0-0000-7000-8000-000000000001/registrations", null)));

        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("RateLimit-Policy").Single().ShouldEndWith("\"writes\";q=4;w=2");
        refused.Headers.GetValues("RateLimit").Single().ShouldMatch("\"writes\";r=[0-4];t=[0-2]$");
        answers.ShouldAllBe(answer => answer.Headers.Contains("RateLimit"));
    }

    [Theory]
    [InlineData("https://business.example", true)]
    [InlineData("https://business.example.evil.example", false)]
    [InlineData("http://business.example", false)]
    [InlineData("null", false)]
    public async Task Only_sites_of_the_list_call_from_browsers_and_no_cookie_goes_along(string origin, bool isListed)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Programme);
        preflight.Headers.TryAddWithoutValidation("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "PATCH");
        preflight.Headers.Add("Access-Control-Request-Headers", "if-match,idempotency-key");
        using var allowed = await http.SendAsync(preflight);
        using var first = await GetAsync(Programme, ("Origin", origin));
        using var kept = await GetAsync(Programme, ("Origin", origin));
        using var another = await GetAsync(Programme);

        foreach (var answer in (HttpResponseMessage[])[allowed, first, kept])
        {
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins);
            origins?.Single().ShouldBe(origin);
            (origins is not null).ShouldBe(isListed);
            answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        }

        another.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse("what is kept is kept without it");
        if (isListed)
        {
            allowed.Headers.GetValues("Access-Control-Max-Age").ShouldBe(["7200"]);
            first.Headers.GetValues("Access-Control-Expose-Headers").Single().Split(',').ShouldContain("RateLimit");
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://business.example/")]
    [InlineData("business.example")]
    public void What_is_no_site_stops_the_start(string origin)
    {
        using var wrong = gateway.WithWebHostBuilder(web => web.UseSetting("Cors:Origins:0", origin));
        Should.Throw<InvalidOperationException>(() => wrong.CreateClient()).Message.ShouldContain(origin);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await http.SendAsync(request);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        await using var content = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(content, CompressionMode.Decompress),
            "gzip" => new GZipStream(content, CompressionMode.Decompress),
            _ => content,
        };
        return await new StreamReader(plain, Encoding.UTF8).ReadToEndAsync();
    }
}
