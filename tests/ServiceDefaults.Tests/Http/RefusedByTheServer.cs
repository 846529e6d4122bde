using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

/// <summary>What Kestrel refuses before any of our code sees it, over a real connection.</summary>
public sealed class RefusedByTheServer : IAsyncLifetime
{
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromMilliseconds(200));
        builder.AddServerRefusals();
        app = builder.Build();
        app.MapGet("/", (HttpRequest request) => request.Headers["X-Name"].ToString());
        await app.StartAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public static TheoryData<string, int, string> Refused => new()
    {
        { "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n", 400, "invalid" },
        { "GET / HTTP/1.1\r\nHost: x\r\nX-Name: a\0b\r\n\r\n", 400, "invalid" },
        { "NONSENSE\r\n\r\n", 400, "invalid" },
        { $"GET /?q={new string('a', 10_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414, "address-too-long" },
        { $"GET / HTTP/1.1\r\nHost: x\r\nX-Name: {new string('a', 40_000)}\r\n\r\n", 431, "headers-too-large" },
        { $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 150).Select(i => $"X-{i}: a\r\n"))}\r\n", 431, "headers-too-large" },
        { "GET / HTTP/1.1\r\nHost: x\r\nX-Na", 408, "too-slow" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task It_is_answered_with_problem_details(string request, int status, string code)
    {
        var answer = await AskAsync(Encoding.ASCII.GetBytes(request));

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldContain("\r\nContent-Type: application/problem+json\r\n");
        var problem = JsonNode.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])!;
        problem["type"]!.GetValue<string>().ShouldBe($"urn:businessfocus:problem:{code}");
        problem["status"]!.GetValue<int>().ShouldBe(status);
        (problem["errors"] is not null).ShouldBe(status == 400);
        answer.ShouldContain("\r\nContent-Language: sv, en\r\n");
        var usual = HttpProblems.For(status)!;
        problem["title"]!.GetValue<string>().ShouldBe($"{usual.Sv} / {usual.En}");
        foreach (var fault in problem["errors"]?.AsObject().SelectMany(field => field.Value!.AsArray()) ?? [])
        {
            fault!.GetValue<string>().ShouldContain(" / The ");
        }
    }

    [Fact]
    public async Task An_answer_before_it_on_the_same_connection_comes_whole()
    {
        var answers = await AskAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\nX-Name: first\r\n\r\nNONSENSE\r\n\r\n"));

        answers.ShouldStartWith("HTTP/1.1 200 OK");
        answers.ShouldContain("first");
        answers.ShouldContain("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json");
    }

    [Theory]
    [InlineData(new byte[] { 0xc5 })]
    [InlineData(new byte[] { 0xff, 0xfe })]
    public async Task A_header_may_have_any_bytes(byte[] name)
    {
        byte[] request = [.. "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Name: "u8, .. name, .. "\r\n\r\n"u8];

        var answer = await AskAsync(request);

        answer.ShouldStartWith("HTTP/1.1 200 OK");
        answer.ShouldContain(Encoding.Latin1.GetString(name));
    }

    private async Task<string> AskAsync(byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(app.Urls.Single()).Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(request);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
