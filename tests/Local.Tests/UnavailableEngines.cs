using System.Net.Sockets;
using BusinessFocus.Local.Infrastructure;
using DotNet.Testcontainers.Configurations;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

/// <summary>Engines that are of no use: each says why in a line, nothing is an exception that nobody expects, and nothing is left.</summary>
public sealed class UnavailableEngines : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("servers").FullName;
    private StubEngine engine = null!;

    public async ValueTask InitializeAsync() => engine = await StubEngine.StartAsync();

    [Fact]
    public async Task Too_old()
    {
        engine.Answers["GET /_ping"] = StubEngine.Says(400, "client version 1.44 is too new. Maximum supported API version is 1.41");

        (await WhyNotAsync()).ShouldBe($"the Docker engine at {engine.Address} is too old: client version 1.44 is too new. Maximum supported API version is 1.41");
    }

    [Fact]
    public async Task Hanging()
    {
        engine.Answers["GET /_ping"] = StubEngine.Hangs;

        (await WhyNotAsync()).ShouldBe($"the Docker engine at {engine.Address} does not answer");
    }

    [Fact]
    public async Task Hanging_at_all_but_the_first_call()
    {
        engine.Answers["GET /images"] = StubEngine.Hangs;

        (await WhyNotAsync()).ShouldBe($"the Docker engine at {engine.Address} does not answer");
    }

    [Fact]
    public async Task Not_there()
    {
        var nowhere = new Uri("unix:///nonexistent/docker.sock");

        (await Should.ThrowAsync<ServersUnavailableException>(() => Engine.AtAsync(nowhere, TestContext.Current.CancellationToken)))
            .Message.ShouldBe($"no Docker engine answers at {nowhere}");
    }

    [Theory]
    [InlineData("ssh://somebody@elsewhere.example")]
    [InlineData("nonsense:///")]
    public async Task Addressed_in_a_way_that_Testcontainers_does_not_know(string address)
    {
        var told = (await Should.ThrowAsync<ServersUnavailableException>(() => Engine.AtAsync(new Uri(address), TestContext.Current.CancellationToken))).Message;

        told.ShouldContain(address);
        told.ShouldNotContain("\n");
    }

    /// <summary>Root may use every socket, so it is told by the error that others get.</summary>
    [Fact]
    public void Not_ours_to_use() =>
        Engine.WhyNot(new HttpRequestException("Permission denied", new SocketException((int)SocketError.AccessDenied)), engine.Address)
            .ShouldBe($"{Environment.UserName} may not use the Docker engine at {engine.Address}");

    [Fact]
    public async Task Something_else_than_an_engine()
    {
        engine.Answers["GET /_ping"] = context =>
        {
            context.Response.StatusCode = 404;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "<html>\n<p>nginx\n");
        };

        var told = await WhyNotAsync();

        told.ShouldStartWith($"the Docker engine at {engine.Address} says: ");
        told.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Without_the_resource_reaper()
    {
        TestcontainersSettings.ResourceReaperEnabled = true;
        engine.Answers["POST /containers/create"] = StubEngine.Says(404, "No such image: testcontainers/ryuk:0.14.0");

        (await WhyNotAsync()).ShouldBe($"the Docker engine at {engine.Address} says: No such image: testcontainers/ryuk:0.14.0");
    }

    [Fact]
    public async Task Without_the_images_and_without_a_way_to_fetch_them()
    {
        TestcontainersSettings.ResourceReaperEnabled = false;
        engine.Answers["GET /images/"] = StubEngine.Says(404, "No such image");
        engine.Answers["POST /images/create"] = StubEngine.Says(500, "Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io: no such host");

        (await WhyNotAsync()).ShouldContain("no such host");
    }

    [Fact]
    public async Task Whose_containers_do_not_start()
    {
        TestcontainersSettings.ResourceReaperEnabled = false;
        engine.Answers["POST /containers/c1/start"] = StubEngine.Says(500, "driver failed programming external connectivity:\naddress already in use");

        (await WhyNotAsync()).ShouldBe($"the Docker engine at {engine.Address} says: driver failed programming external connectivity:");

        engine.Made.ShouldBeGreaterThan(0);
        engine.Containers.ShouldBeEmpty("what was half started is removed");
    }

    [Fact]
    public async Task Whoever_stops_it_meanwhile_is_not_told_that_an_engine_is_missing()
    {
        engine.Answers["GET /images"] = StubEngine.Hangs;
        using var stop = new CancellationTokenSource();
        var containers = await PreparedAsync();
        var starting = containers.StartAsync(folder, _ => stop.Cancel(), stop.Token);
        stop.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(() => starting);
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> WhyNotAsync()
    {
        var told = (await Should.ThrowAsync<ServersUnavailableException>(async () =>
        {
            var containers = await PreparedAsync();
            await containers.StartAsync(folder, _ => { }, TestContext.Current.CancellationToken);
        })).Message;
        told.ShouldNotContain("\n");
        return told;
    }

    private async Task<Containers> PreparedAsync()
    {
        var containers = new Containers(cancellationToken => Engine.AtAsync(engine.Address, cancellationToken));
        await containers.PrepareAsync(null, _ => { }, TestContext.Current.CancellationToken);
        return containers;
    }
}
