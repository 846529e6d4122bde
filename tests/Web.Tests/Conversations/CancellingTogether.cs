using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Registrations;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Serialization.Json;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Conversations;

/// <summary>What was booked in one step is offered to be cancelled in one.</summary>
public sealed class CancellingTogether
{
    private static readonly DateTimeOffset Now = new(2027, 10, 1, 8, 0, 0, TimeSpan.Zero);

    public CancellingTogether()
    {
        ApiClientBuilder.RegisterDefaultSerializer<JsonSerializationWriterFactory>();
        ApiClientBuilder.RegisterDefaultDeserializer<JsonParseNodeFactory>();
    }

    [Theory]
    [InlineData("confirmed", "2027-10-05T08:00:00Z", 2)]
    [InlineData("confirmed", "2027-09-30T08:00:00Z", 0)]
    [InlineData("cancelled", "2027-10-05T08:00:00Z", 0)]
    public async Task As_long_as_it_can_be_changed(string status, string changeableUntil, int count)
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var registration = await ReadAsync($$"""{ "status": "{{status}}", "changeableUntil": "{{changeableUntil}}", "bookedTogether": ["{{one}}", "{{other}}"] }""");

        CancelTogether.ActivitiesOf(registration).ShouldBe([one, other]);
        CancelTogether.CountOf(registration, Now).ShouldBe(count);
    }

    [Fact]
    public async Task What_was_booked_alone_is_cancelled_alone() =>
        CancelTogether.CountOf(await ReadAsync("""{ "status": "confirmed", "changeableUntil": "2027-10-05T08:00:00Z" }"""), Now).ShouldBe(0);

    private static async Task<RegistrationView> ReadAsync(string json) => (await KiotaJsonSerializer.DeserializeAsync<RegistrationView>(json))!;
}
