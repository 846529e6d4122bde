using System.Net;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests;

/// <summary>Tokens of who may not do it any more are refused by every instance; and where the keys to check them come from.</summary>
public sealed class RevokedAccess
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Tokens_of_then_and_before_are_refused_and_later_ones_are_not()
    {
        var revocations = new Revocations(new FakeTimeProvider(Now));
        revocations.Add(new Revocation("eva", Now, Now.AddMinutes(11)));

        revocations.IsRevoked("eva", Now).ShouldBeTrue();
        revocations.IsRevoked("eva", Now.AddMinutes(-9)).ShouldBeTrue();
        revocations.IsRevoked("eva", Now.AddSeconds(1)).ShouldBeFalse();
        revocations.IsRevoked("anna", Now).ShouldBeFalse();
    }

    [Fact]
    public void Of_two_the_later_holds_in_whatever_order_they_come()
    {
        var revocations = new Revocations(new FakeTimeProvider(Now));
        revocations.Add(new Revocation("eva", Now.AddMinutes(5), Now.AddMinutes(16)));
        revocations.Add(new Revocation("eva", Now, Now.AddMinutes(11)));

        revocations.IsRevoked("eva", Now.AddMinutes(5)).ShouldBeTrue();
    }

    [Fact]
    public void What_is_over_is_forgotten()
    {
        var clock = new FakeTimeProvider(Now);
        var revocations = new Revocations(clock);
        revocations.Add(new Revocation("eva", Now, Now.AddMinutes(11)));
        clock.Advance(TimeSpan.FromMinutes(11));
        revocations.Add(new Revocation("anna", Now.AddMinutes(11), Now.AddMinutes(22)));

        revocations.IsRevoked("eva", Now).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_instance_refuses_them_also_one_that_starts_later()
    {
        await using var one = await RunningService.StartAsync<Program>("echo");
        await using var two = await one.StartAnotherAsync<Program>();
        var (eva, evaThere, anna) = (one.As(Roles.Operator, "eva"), two.As(Roles.Operator, "eva"), one.As(Roles.Operator, "anna"));
        (await LagAsync(eva)).ShouldBe(HttpStatusCode.OK);

        await one.Bus.PublishAsync(new AccessRevoked("eva", DateTimeOffset.UtcNow.AddSeconds(1), DateTimeOffset.UtcNow.AddHours(1)));

        await Eventually.TrueAsync(async () => await LagAsync(eva) == HttpStatusCode.Unauthorized);
        await Eventually.TrueAsync(async () => await LagAsync(evaThere) == HttpStatusCode.Unauthorized);
        (await LagAsync(anna)).ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = one.Store.QuerySession();
            return await reads.LoadAsync<Revocation>("eva") is not null;
        });
        await using var three = await one.StartAnotherAsync<Program>();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/operations/lag") { Headers = { Authorization = eva.DefaultRequestHeaders.Authorization } };
        (await three.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Keys_are_fetched_where_they_are_told_to_be_and_the_last_good_ones_stay_on_disk()
    {
        var folder = Directory.CreateTempSubdirectory("keys").FullName;
        var tokens = new TestTokens();
        tokens.WriteKeySet(Path.Combine(folder, "published.json"));
        var published = await File.ReadAllTextAsync(Path.Combine(folder, "published.json"));
        await using var identity = WebApplication.CreateSlimBuilder().Build();
        identity.Urls.Add("http://127.0.0.1:0");
        identity.MapGet("/.well-known/jwks", () => Results.Text(published, "application/json"));
        await identity.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Tokens:KeySetAddress"] = $"{identity.Urls.Single()}/.well-known/jwks",
            ["Tokens:KeySet"] = Path.Combine(folder, "kept", "jwks.json"),
        };

        await using (var echo = await RunningService.StartAsync<Program>("echo", settings))
        {
            await Eventually.TrueAsync(async () => await LagAsync(echo.Http, tokens.For(Roles.Operator, "olle")) == HttpStatusCode.OK);

            // It goes away: what was fetched last is good, also for an instance that starts now.
            await identity.StopAsync();
            await using var another = await echo.StartAnotherAsync<Program>(settings);
            (await LagAsync(another.Http, tokens.For(Roles.Operator, "olle"))).ShouldBe(HttpStatusCode.OK);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<HttpStatusCode> LagAsync(HttpClient http, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/operations/lag");
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return (await http.SendAsync(request)).StatusCode;
    }
}
