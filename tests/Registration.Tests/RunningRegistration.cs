using BusinessFocus.Testing;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>One service for all tests of a class, each of which has an activity or an association of its own.</summary>
public class RunningRegistration : IAsyncLifetime
{
    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>("registration", Settings);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Service.DisposeAsync();
    }

    private protected virtual Dictionary<string, string?> Settings => [];
}

/// <summary>One whose editions are of Lerum where nothing else is said.</summary>
public sealed class RunningInLerum : RunningRegistration
{
    private protected override Dictionary<string, string?> Settings => new() { ["Municipality"] = "lerum" };
}
