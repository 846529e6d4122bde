using BusinessFocus.Testing;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class StartingAndStopping : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("identity").FullName;

    private Dictionary<string, string?> Settings => new()
    {
        ["Tokens:SigningKey"] = Path.Combine(folder, "signing.pem"),
        ["Identity:FirstOrganiser"] = "olle@lerum.example",
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task The_bus_starts_last_and_stops_first() => StartsAndStops.TheBusStartsLastAndStopsFirstAsync<Program>("identity", Settings);

    [Fact]
    public Task A_store_that_is_away_is_waited_for() => StartsAndStops.AStoreThatIsAwayIsWaitedForAsync<Program>("identity", Settings);
}
