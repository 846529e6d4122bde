using BusinessFocus.Testing;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

public sealed class StartingAndStopping : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task The_bus_starts_last_and_stops_first() => StartsAndStops.TheBusStartsLastAndStopsFirstAsync<Program>(
        "gateway", new Dictionary<string, string?> { ["Tokens:SigningKey"] = Path.Combine(folder, "signing.pem") });
}
