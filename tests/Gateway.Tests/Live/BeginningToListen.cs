using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Testing;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests.Live;

/// <summary>Who begins to listen has missed nothing.</summary>
public sealed class BeginningToListen : IAsyncLifetime
{
    private readonly EditionId edition = EditionId.New();
    private FakeScheduling scheduling = null!;
    private FakeRegistration registration = null!;
    private RunningService gateway = null!;

    public async ValueTask InitializeAsync()
    {
        scheduling = await FakeScheduling.StartAsync("lerum-2027", edition);
        registration = await FakeRegistration.StartAsync(edition);
        gateway = await RunningService.StartAsync<Program>("gateway", new Dictionary<string, string?>
        {
            ["Services:scheduling:0"] = scheduling.Address,
            ["Services:registration:0"] = registration.Address,
        });
        (await gateway.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.Patience)).ShouldBe(BusHealthStatus.Healthy);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await registration.DisposeAsync();
        await scheduling.DisposeAsync();
    }

    [Fact]
    public async Task The_snapshot_comes_first_and_what_happens_while_it_is_read_after_it()
    {
        var activity = ActivityId.New();
        registration.Asked = async request =>
        {
            request.GetTypedHeaders().CacheControl!.NoCache.ShouldBeTrue("what was kept may be older than what was told");
            await using var another = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");
            await gateway.Bus.PublishAsync(new SeatsChanged(activity, edition, 40, 30, 2, 7));
            await another.NextAsync("seats");
        };

        await using var listener = await LiveStream.OpenAsync(gateway.Http, "?edition=lerum-2027&snapshot=true");

        await listener.NextAsync("seats");
        listener.Heard.Select(item => item.EventType).ShouldBe(["availability", "seats"]);
        JsonNode.Parse(listener.Heard[0].Data)!["editionId"]!.GetValue<Guid>().ShouldBe(edition.Value);
    }

    [Fact]
    public async Task Those_who_come_while_one_is_read_share_the_next_one()
    {
        var (asked, reached, open) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        registration.Asked = async _ =>
        {
            Interlocked.Increment(ref asked);
            reached.TrySetResult();
            await open.Task;
        };
        var snapshots = gateway.Services.GetRequiredService<Gateway.Live.Snapshots>();
        var first = snapshots.ReadAsync(edition);
        await reached.Task;

        var others = Enumerable.Range(0, 100).Select(_ => snapshots.ReadAsync(edition)).ToList();
        open.SetResult();

        (await first).ShouldNotBeNull();
        (await Task.WhenAll(others)).ShouldAllBe(snapshot => snapshot != null);
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Where_there_is_no_snapshot_they_are_told_to_read()
    {
        await registration.DisposeAsync();

        await using var listener = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}&snapshot=true");

        await listener.NextAsync("reset");
        (await gateway.Http.GetAsync("/api/v1/live?snapshot=true")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_editions_availability_is_read_by_its_slug_too()
    {
        foreach (var name in (string[])["lerum-2027", edition.ToString()])
        {
            (await gateway.Http.GetStringAsync($"/api/v1/editions/{name}/availability")).ShouldContain(edition.ToString());
        }

        (await gateway.Http.GetAsync("/api/v1/editions/elsewhere/availability")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await scheduling.DisposeAsync();
        (await gateway.Http.GetAsync("/api/v1/editions/elsewhere-too/availability")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await gateway.Http.GetAsync("/api/v1/editions/lerum-2027/availability?x=1")).StatusCode.ShouldBe(HttpStatusCode.OK, "a slug stays with its edition");
    }
}
