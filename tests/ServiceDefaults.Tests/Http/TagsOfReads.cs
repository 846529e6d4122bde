using System.Net;
using System.Net.Http.Json;
using BusinessFocus.Hosting.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

/// <summary>Every read has an ETag, and who has what it names is told so.</summary>
public sealed class TagsOfReads(Echo echo)
{
    private readonly Guid id = Guid.NewGuid();

    private HttpClient Http => echo.Service.Http;

    [Fact]
    public async Task The_tag_of_a_read_has_its_version_and_changes_with_all_that_is_shown()
    {
        await SayAsync("hej");

        var once = await TagAsync($"/api/v1/words/{id}");
        var twice = await TagAsync($"/api/v1/words/{id}?times=2");

        once.ShouldMatch("^\"1\\.[0-9a-f]{24}\"$");
        twice.ShouldStartWith("\"1.");
        twice.ShouldNotBe(once, "another content of the same version");
        (await AskAsync($"/api/v1/words/{id}", once)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await AskAsync($"/api/v1/words/{id}?times=2", once)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SayAsync("hopp", ifMatch: $"W/{once}")).StatusCode.ShouldBe(HttpStatusCode.OK, "what was compressed on the way has a weak tag");
        (await SayAsync("hej", ifMatch: once)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await AskAsync($"/api/v1/words/{id}", once)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_list_has_a_weak_tag_of_its_content()
    {
        // Of what comes after all words, which no other test changes.
        var path = $"/api/v1/words?after={PageQuery.CursorOf("öö")}";
        var tag = await TagAsync(path);
        tag.ShouldMatch("^W/\"[0-9a-f]{24}\"$");

        using var known = await AskAsync(path, "\"other\"", tag);

        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        known.Headers.ETag!.ToString().ShouldBe(tag);
        (await known.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await AskAsync(path, "*")).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task What_is_too_large_to_be_held_back_goes_on_whole()
    {
        await SayAsync("0123456789");

        using var answer = await Http.GetAsync($"/api/v1/words/{id}?times=200000");

        (await answer.Content.ReadAsStringAsync()).Length.ShouldBeGreaterThan(2_000_000);
        answer.Headers.ETag!.ToString().ShouldBe("\"1\"", "the version that it shows");
    }

    [Fact]
    public async Task What_was_refused_or_failed_has_none()
    {
        foreach (var path in (string[])[$"/api/v1/words/{id}", "/api/v1/words?limit=0", "/api/v1/links/a/broken"])
        {
            using var answer = await AskAsync(path, "*");
            ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
            answer.Headers.ETag.ShouldBeNull(path);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    private async Task<string> TagAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer.Headers.ETag.ShouldNotBeNull().ToString();
    }

    private async Task<HttpResponseMessage> AskAsync(string path, params string[] known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await Http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> SayAsync(string text, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/words/{id}") { Content = JsonContent.Create(new { text }) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await Http.SendAsync(request);
    }
}
