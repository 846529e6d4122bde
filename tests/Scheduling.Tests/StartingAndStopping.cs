using BusinessFocus.Testing;

namespace BusinessFocus.Scheduling.Tests;

public sealed class StartingAndStopping
{
    [Fact]
    public Task The_bus_starts_last_and_stops_first() => StartsAndStops.TheBusStartsLastAndStopsFirstAsync<Program>("scheduling");

    [Fact]
    public Task A_store_that_is_away_is_waited_for() => StartsAndStops.AStoreThatIsAwayIsWaitedForAsync<Program>("scheduling");
}
