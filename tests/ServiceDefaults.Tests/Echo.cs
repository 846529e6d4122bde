using BusinessFocus.ServiceDefaults.Tests;
using BusinessFocus.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(Echo))]

namespace BusinessFocus.ServiceDefaults.Tests;

/// <summary>The tiny service, started once for all tests.</summary>
public sealed class Echo : IAsyncLifetime
{
    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>("echo");

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
