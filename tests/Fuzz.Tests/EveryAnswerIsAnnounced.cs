using Shouldly;
using Xunit;

namespace BusinessFocus.Fuzz.Tests;

/// <summary>The brief form of what tests/Fuzz does at length.</summary>
public sealed class EveryAnswerIsAnnounced(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_is_asked_and_however() =>
        (await FuzzRun.RunAsync(Options.Brief, output.WriteLine)).ShouldBeEmpty();
}
