using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Store;

/// <summary>What another write overtakes is decided again, in a real service; nobody has to ask again because of somebody else.</summary>
public sealed class OvertakenByOthers(Echo echo)
{
    private readonly Guid word = Guid.NewGuid();

    [Theory]
    [InlineData(0, "ab")]
    [InlineData(1, "aob")]
    [InlineData(4, "aoooob")]
    public async Task It_is_decided_again_on_what_was_written_meanwhile(int overtaken, string text)
    {
        await SayAsync();

        var answer = await AddAsync(overtaken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["text"]!.GetValue<string>().ShouldBe(text);
        (await ReadAsync()).ShouldBe(text);
    }

    [Fact]
    public async Task With_a_key_it_is_the_same_and_a_repeat_is_told_the_same()
    {
        await SayAsync();
        var key = Guid.NewGuid().ToString();

        var first = await (await AddAsync(2, IdempotencyKeyHeader.Name, key)).Content.ReadAsStringAsync();
        var again = await (await AddAsync(2, IdempotencyKeyHeader.Name, key)).Content.ReadAsStringAsync();

        again.ShouldBe(first);
        (await ReadAsync()).ShouldBe("aoob");
    }

    [Fact]
    public async Task Who_is_overtaken_every_time_is_told_so()
    {
        await SayAsync();

        var answer = await AddAsync(100);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["type"]!.GetValue<string>().ShouldEndWith(":conflict");
        (await ReadAsync()).ShouldBe("aooooo");
    }

    [Fact]
    public async Task Who_says_what_they_have_seen_is_told_that_it_has_changed()
    {
        await SayAsync();

        var answer = await AddAsync(1, "If-Match", "\"1\"");

        answer.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await ReadAsync()).ShouldBe("ao");
    }

    private async Task SayAsync() => (await echo.Service.Http.PutAsJsonAsync($"/api/v1/words/{word}", new { text = "a" })).EnsureSuccessStatusCode();

    private async Task<string> ReadAsync() =>
        (await echo.Service.Http.GetFromJsonAsync<JsonObject>($"/api/v1/words/{word}"))!["text"]!.GetValue<string>();

    private async Task<HttpResponseMessage> AddAsync(int overtaken, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/words/{word}/added?overtaken={overtaken}") { Content = JsonContent.Create(new { text = "b" }) };
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        return await echo.Service.Http.SendAsync(request);
    }
}
