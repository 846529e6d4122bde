using Shouldly;
using Xunit;

namespace BusinessFocus.Faults.Tests;

/// <summary>The brief form of what tests/Faults does at length.</summary>
public sealed class EverythingIsKilled(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_is_killed_each_registration_has_exactly_one_confirmation() =>
        (await FaultRun.RunAsync(Options.Brief, output.WriteLine)).ShouldBeEmpty();
}
