using BusinessFocus.Testing;
using Xunit;

namespace BusinessFocus.Notifications.Tests;

public sealed class StartingAndStopping
{
    /// <summary>Somebody is to get the daily summaries, so that there is something to do at the start.</summary>
    private static readonly Dictionary<string, string?> Settings = new() { ["Summaries:Operators:0"] = "info@kommunen.example" };

    [Fact]
    public Task The_bus_starts_last_and_stops_first() => StartsAndStops.TheBusStartsLastAndStopsFirstAsync<Program>("notification", Settings);

    [Fact]
    public Task A_store_that_is_away_is_waited_for() => StartsAndStops.AStoreThatIsAwayIsWaitedForAsync<Program>("notification", Settings);
}
