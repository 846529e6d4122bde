using System.Diagnostics;
using BusinessFocus.Hosting.Telemetry;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Telemetry;

public sealed class NamesInTraces
{
    [Theory]
    [InlineData("send", "send")]
    [InlineData("receive", "receive")]
    [InlineData("process", "process")]
    [InlineData("consume", "process")]
    public void What_a_span_does_with_a_message_is_said_by_todays_names(string said, string type)
    {
        using var activity = new Activity("exchange send").SetTag("messaging.operation", said);

        new MessagingNames().OnEnd(activity);

        activity.GetTagItem("messaging.operation").ShouldBeNull();
        activity.GetTagItem("messaging.operation.name").ShouldBe(said);
        activity.GetTagItem("messaging.operation.type").ShouldBe(type);
    }

    [Fact]
    public void The_version_of_the_build_is_known() => ServiceTelemetry.Version.ShouldNotBeEmpty();
}
