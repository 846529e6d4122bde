using BusinessFocus.Testing;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

public sealed class StartingAndStopping
{
    [Fact]
    public Task The_bus_starts_last_and_stops_first() => StartsAndStops.TheBusStartsLastAndStopsFirstAsync<Program>("gateway");
}
