using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.EchoService;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

public sealed class HttpConventions(Echo echo)
{
    private HttpClient Http => echo.Service.Http;

    [Fact]
    public async Task The_same_key_and_request_get_the_stored_answer_and_it_happens_once()
    {
        var id = Guid.NewGuid();
        var first = await SayAsync(id, "hej", key: $"k-{id}");
        var again = await SayAsync(id, "hej", key: $"k-{id}");

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        await using var session = echo.Service.Store.QuerySession();
        (await session.Events.FetchStreamAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_hangs_up_while_it_is_answered_gets_the_whole_answer_when_asking_again()
    {
        var key = Guid.NewGuid().ToString();
        using var asker = new CancellationTokenSource();
        var keys = new IdempotencyKeys(
            async context =>
            {
                await asker.CancelAsync();
                context.Response.StatusCode = StatusCodes.Status201Created;
                await context.Response.WriteAsJsonAsync(new { id = 7 });
            },
            new ConfigurationBuilder().Build(),
            TimeProvider.System);

        await keys.InvokeAsync(Asked(asker.Token)).ShouldThrowAsync<OperationCanceledException>();
        var again = Asked(CancellationToken.None);
        await keys.InvokeAsync(again);

        again.Response.StatusCode.ShouldBe(StatusCodes.Status201Created);
        Encoding.UTF8.GetString(((MemoryStream)again.Response.Body).ToArray()).ShouldBe("""{"id":7}""");

        DefaultHttpContext Asked(CancellationToken hungUp) => new()
        {
            RequestServices = echo.Service.Services,
            RequestAborted = hungUp,
            Request = { Method = HttpMethods.Post, Path = "/asked", Headers = { [IdempotencyKeyHeader.Name] = key } },
            Response = { Body = new MemoryStream() },
        };
    }

    /// <summary>OWASP API8:2023, security misconfiguration: figures, the interface of one service and what libraries say of themselves are not public.</summary>
    [Fact]
    public async Task Only_an_operator_looks_inside()
    {
        foreach (var path in (string[])["/metrics", "/openapi/v1.json"])
        {
            (await Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await echo.Service.As(Roles.Organiser).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await echo.Service.As(Roles.Operator).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await BusAsync(echo.Service.As(Roles.Operator)))["data"]!.AsObject().ShouldNotBeEmpty();
        var shown = await BusAsync(Http);
        shown["status"]!.GetValue<string>().ShouldBe("Healthy");
        shown["data"]!.AsObject().ShouldBeEmpty();
        shown["description"].ShouldBeNull();

        static async Task<JsonNode> BusAsync(HttpClient http) => (await http.GetFromJsonAsync<JsonNode>("/health/ready"))!["checks"]!.AsObject()
            .Single(check => check.Key.StartsWith("masstransit", StringComparison.Ordinal)).Value!;
    }

    [Fact]
    public async Task Nothing_has_an_id_of_zeros() =>
        (await ProblemAsync(await SayAsync(Guid.Empty, "hej"), HttpStatusCode.NotFound)).ShouldBe("urn:businessfocus:problem:not-found");

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        var id = Guid.NewGuid();
        await SayAsync(id, "hej", key: $"k-{id}");

        var other = await SayAsync(id, "hopp", key: $"k-{id}");

        (await ProblemAsync(other, HttpStatusCode.UnprocessableEntity)).ShouldBe("urn:businessfocus:problem:idempotency-key-reused");
    }

    [Fact]
    public async Task While_the_first_is_under_way_the_second_is_told_so_and_a_failure_is_not_kept()
    {
        var gate = echo.Service.Services.GetRequiredService<Gate>();
        var key = Guid.NewGuid().ToString();
        var first = FailAsync(key);
        await gate.Reached.Task;

        (await ProblemAsync(await FailAsync(key), HttpStatusCode.Conflict)).ShouldBe("urn:businessfocus:problem:idempotency-key-in-flight");

        gate.Open.SetResult();
        var failed = await first;
        (await ProblemAsync(failed, HttpStatusCode.InternalServerError)).ShouldBe("urn:businessfocus:problem:failed");
        (await failed.Content.ReadAsStringAsync()).ShouldNotContain("secret detail");
        (await FailAsync(key)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError, "it is tried again");
    }

    [Fact]
    public async Task A_change_on_an_older_version_is_refused_with_the_version_there_is()
    {
        var id = Guid.NewGuid();
        var etag = (await SayAsync(id, "ett")).Headers.ETag!;
        (await SayAsync(id, "två", ifMatch: etag.Tag)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stale = await SayAsync(id, "tre", ifMatch: etag.Tag);

        (await ProblemAsync(stale, HttpStatusCode.PreconditionFailed)).ShouldBe("urn:businessfocus:problem:stale");
        (await BodyAsync(stale))["version"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Two_writes_at_once_are_both_done_one_after_the_other()
    {
        var id = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => SayAsync(id, $"ord {i}")));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        await using var session = echo.Service.Store.QuerySession();
        (await session.Events.FetchStreamStateAsync(id))!.Version.ShouldBe(5);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_to_its_end()
    {
        var words = Enumerable.Range(0, 5).Select(i => $"~{i}-{Guid.NewGuid():N}"[..18]).ToList();
        foreach (var word in words)
        {
            await SayAsync(Guid.NewGuid(), word);
        }

        var read = new List<string>();
        string? after = null;
        do
        {
            var page = (await Http.GetFromJsonAsync<JsonNode>($"/api/v1/words?limit=2&after={after}"))!;
            read.AddRange(page["items"]!.AsArray().Select(item => item!["text"]!.GetValue<string>()));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);

        read.Where(word => word.StartsWith('~')).ShouldBe(words);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=%00%01", "after")]
    [InlineData("after=AA", "after")]
    [InlineData("after=Zg", "after")]
    [InlineData("after=7aCA", "after")]
    [InlineData("after=!", "after")]
    public async Task A_page_that_cannot_be_is_refused_by_field(string query, string field)
    {
        var answer = await Http.GetAsync($"/api/v1/words?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await BodyAsync(answer))["errors"]!.AsObject().Select(error => error.Key).ShouldContain(field);
    }

    [Theory]
    [InlineData("""{"text":5}""", "text")]
    [InlineData("""{"text":"hej","speaker":{"name":[]}}""", "speaker.name")]
    [InlineData("""{"text":"hej","speaker":{"name":"för långt namn"}}""", "speaker.name")]
    [InlineData("{\"text\":\"styr\\u0000tecken\"}", "text")]
    [InlineData("""{"text":""}""", "text")]
    [InlineData("""{"text":null}""", "text")]
    [InlineData("{}", "text")]
    [InlineData("{", "body")]
    [InlineData("", "body")]
    public async Task A_body_that_cannot_be_read_is_answered_with_the_field_that_is_wrong(string body, string field)
    {
        var answer = await Http.PutAsync($"/api/v1/words/{Guid.NewGuid()}", new StringContent(body, Encoding.UTF8, "application/json"));

        (await ProblemAsync(answer, HttpStatusCode.BadRequest)).ShouldBe("urn:businessfocus:problem:invalid");
        (await BodyAsync(answer))["errors"]!.AsObject().Single().Key.ShouldBe(field);
    }

    [Theory]
    [InlineData("sv", "Finns inte")]
    [InlineData("en", "Not found")]
    [InlineData("de, en;q=0.5", "Not found")]
    [InlineData("de", "Finns inte")]
    public async Task A_problem_speaks_the_askers_language(string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.AcceptLanguage.ParseAdd(language);

        var answer = await Http.SendAsync(request);

        await ProblemAsync(answer, HttpStatusCode.NotFound);
        (await BodyAsync(answer))["title"]!.GetValue<string>().ShouldBe(title);
    }

    private async Task<HttpResponseMessage> SayAsync(Guid id, string text, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/words/{id}") { Content = JsonContent.Create(new { text }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(ifMatch));
        }

        return await Http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> FailAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/fail") { Headers = { { "Idempotency-Key", key } } };
        return await Http.SendAsync(request);
    }

    /// <summary>The problem's type.</summary>
    private static async Task<string> ProblemAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await BodyAsync(answer))["type"]!.GetValue<string>();
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
