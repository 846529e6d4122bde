using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

/// <summary>Whatever is asked and however, the answer is a problem that says what is wrong, and a failure is in the log.</summary>
public sealed class UnforeseenRequests(Echo echo)
{
    [Theory]
    [InlineData("text/csv")]
    [InlineData("image/png")]
    [InlineData("text/html")]
    [InlineData("nonsense")]
    public async Task A_problem_is_told_whatever_the_asker_accepts(string accept)
    {
        await ProblemAsync("GET", "/api/v1/nowhere", accept, HttpStatusCode.NotFound);
        await ProblemAsync("POST", "/api/v1/words", accept, HttpStatusCode.MethodNotAllowed);
        await ProblemAsync("GET", "/api/v1/words?limit=many", accept, HttpStatusCode.BadRequest);
        await ProblemAsync("GET", "/api/v1/links/x/broken", accept, HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    public async Task A_failure_leaves_a_line_with_its_trace_and_exception_and_without_the_link(string accept)
    {
        var log = new Recorder();
        await using var another = await echo.Service.StartAnotherAsync<Program>(configure: services => services.AddSingleton<ILoggerProvider>(log));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/links/the-secret-of-the-link/broken") { Headers = { { "Accept", accept } } };

        var answer = JsonNode.Parse(await (await another.Http.SendAsync(request)).Content.ReadAsStringAsync())!;

        var (level, message, exception) = log.Lines.Single(line => line.Message.Contains(answer["traceId"]!.GetValue<string>(), StringComparison.Ordinal));
        level.ShouldBe(LogLevel.Error);
        message.ShouldContain("/api/v1/links/{token}/broken");
        message.ShouldNotContain("the-secret-of-the-link");
        exception!.Message.ShouldBe("secret detail");
    }

    [Theory]
    [InlineData("/api/v1/words?lim%00it=2", "limit")]
    [InlineData("/api/v1/words?after=%00", "after")]
    [InlineData("/api/v1/pages/a?utm=%00", "utm")]
    public async Task A_NUL_in_the_query_is_refused(string path, string field) =>
        (await ProblemAsync("GET", path, "*/*", HttpStatusCode.BadRequest))["errors"]!.AsObject().Single().Key.ShouldBe(field);

    [Theory]
    [InlineData("/api/v1/words?state=asked", "state")]
    [InlineData("/api/v1/words?Limit=2&offset=3", "offset")]
    public async Task A_list_refuses_a_parameter_that_it_does_not_know(string path, string field)
    {
        var errors = (await ProblemAsync("GET", path, "*/*", HttpStatusCode.BadRequest))["errors"]!.AsObject();
        errors.Single().Key.ShouldBe(field);
        errors[field]![0]!.GetValue<string>().ShouldBe("Okänd parameter. De som finns: after, limit.");
    }

    [Fact]
    public async Task A_page_that_a_link_opens_ignores_what_others_add_to_it() =>
        (await echo.Service.Http.GetAsync("/api/v1/pages/a?utm_source=newsletter")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/api/v1/words?limit=many", "limit", "Ett heltal väntades, men det kom \"many\".")]
    [InlineData("/api/v1/words/one", "id", "Ett id (UUID) väntades, men det kom \"one\".")]
    public async Task A_value_in_an_address_that_cannot_be_read_says_what_was_expected(string path, string field, string text)
    {
        var method = path.Contains('?', StringComparison.Ordinal) ? "GET" : "PUT";
        (await ProblemAsync(method, path, "*/*", HttpStatusCode.BadRequest, """{"text":"hej"}"""))["errors"]![field]![0]!.GetValue<string>().ShouldBe(text);
    }

    private async Task<JsonNode> ProblemAsync(string method, string path, string accept, HttpStatusCode expected, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await echo.Service.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        private readonly List<(LogLevel Level, string Message, Exception? Exception)> lines = [];

        public IReadOnlyList<(LogLevel Level, string Message, Exception? Exception)> Lines
        {
            get
            {
                lock (lines)
                {
                    return [.. lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add((logLevel, formatter(state, exception), exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
