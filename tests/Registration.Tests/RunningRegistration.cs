using BusinessFocus.Testing;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>One service for all tests of a class, each of which has an activity or an association of its own.</summary>
public sealed class RunningRegistration : IAsyncLifetime
{
    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
