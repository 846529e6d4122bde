using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Hosts;
using BusinessFocus.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>A host's account is theirs by its address: nobody types an id.</summary>
public sealed class HostsSigningIn
{
    private const string Hanna = "hanna@lerum.example";

    [Fact]
    public void An_older_word_is_ignored()
    {
        var told = new HostAddressed(HostId.New(), EditionId.New(), Hanna, 2);
        var known = KnownHost.Learn(null, told)!;

        known.AccountId.ShouldBe(AccountIds.Of(Hanna).Value);
        KnownHost.Learn(known, told with { Email = null, Version = 1 }).ShouldBeNull();
        KnownHost.Learn(known, told with { Email = null, Version = 3 })!.AccountId.ShouldBeNull();
    }

    [Fact]
    public async Task Who_has_a_hosts_address_is_that_host_in_each_edition()
    {
        await using var identity = await RunningIdentity.StartAsync();
        var organiser = await identity.AsClientAsync();
        var (last, now) = (new HostId(Guid.CreateVersion7(DateTimeOffset.UtcNow.AddYears(-1))), HostId.New());
        await identity.Service.Bus.PublishAsync(new HostAddressed(last, EditionId.New(), Hanna, 2));
        await identity.Service.Bus.PublishAsync(new HostAddressed(now, EditionId.New(), Hanna, 2));
        await identity.Service.Bus.PublishAsync(new HostAddressed(HostId.New(), EditionId.New(), "other@lerum.example", 2));
        var invited = await organiser.PostAsJsonAsync("/api/v1/accounts", new { email = Hanna, name = "Hanna", grants = new[] { new { role = "host" } } });
        invited.StatusCode.ShouldBe(HttpStatusCode.Created);
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = identity.Service.Store.QuerySession();
            return await reads.LoadAsync<KnownHost>(last.Value) is not null && await reads.LoadAsync<KnownHost>(now.Value) is not null;
        });

        var tokens = await identity.SignInAsync(identity.Browser(), Hanna);

        HostsIn(tokens).ShouldBe([now.ToString(), last.ToString()]);

        // The address goes to somebody else: the next token says so.
        await identity.Service.Bus.PublishAsync(new HostAddressed(last, EditionId.New(), null, 3));
        await Eventually.TrueAsync(async () =>
        {
            var refreshed = (await (await identity.RefreshAsync(tokens["refresh_token"]!.GetValue<string>())).Content.ReadFromJsonAsync<JsonNode>())!;
            tokens = refreshed;
            return HostsIn(refreshed) is [var only] && only == now.ToString();
        });
    }

    private static List<string> HostsIn(JsonNode tokens) =>
        [.. new JsonWebToken(tokens["access_token"]!.GetValue<string>()).Claims.Where(claim => claim.Type == Roles.HostClaim).Select(claim => claim.Value)];
}
