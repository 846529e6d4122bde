using System.Net;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class AskingForCodes
{
    [Fact]
    public async Task One_network_asks_for_so_many_codes_for_whomever()
    {
        await using var identity = await RunningIdentity.StartAsync(new Dictionary<string, string?> { ["Identity:CodesPerNetwork"] = "2" });
        (await AskAsync(identity, "192.0.2.7")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await AskAsync(identity, "192.0.2.7")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var refused = await AskAsync(identity, "192.0.2.7");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(15));
        (await AskAsync(identity, "192.0.2.8")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static Task<HttpResponseMessage> AskAsync(RunningIdentity identity, string network)
    {
        var browser = identity.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", network);
        return RunningIdentity.SendAsync(browser, "/sign-in", ("email", $"{Guid.NewGuid():N}@lerum.example"));
    }
}
