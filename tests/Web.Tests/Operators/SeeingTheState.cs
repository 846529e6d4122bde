using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Operators;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Kiota.Abstractions.Serialization;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Operators;

/// <summary>What an operator is told of services, messages and traces.</summary>
public sealed class SeeingTheState
{
    [Fact]
    public void Who_needs_somebody_comes_first_and_who_does_not_answer_needs_somebody()
    {
        var health = ServiceStates.In("""{"status":"Degraded","checks":{"services":{"status":"Degraded","data":{"feedback":"ready","identity":"not ready","scheduling":"degraded: 2 dead letters"}}}}""");
        var lag = new LagAnswer_services
        {
            AdditionalData = new Dictionary<string, object>
            {
                ["feedback"] = Lag(133, 0),
                ["identity"] = new UntypedNull(),
                ["scheduling"] = Lag(282, 3),
                ["registration"] = Lag(9_000, 101),
            },
        };

        var services = ServiceState.Of(health, lag);

        services.Select(service => service.Name).ShouldBe(["identity", "registration", "scheduling", "feedback"]);
        services.Select(service => service.NeedsSomebody).ShouldBe([true, true, true, false]);
        services.Single(service => service.Name == "scheduling").ShouldBe(new ServiceState("scheduling", true, "2 dead letters", 282, 3));
        services.Single(service => service.Name == "identity").ShouldBe(new ServiceState("identity", false, null, null, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"checks":{}}""")]
    public void What_is_no_health_says_nothing(string answer) => ServiceStates.In(answer).ShouldBeEmpty();

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("not an address", null, null)]
    [InlineData("javascript:alert(1)", null, null)]
    [InlineData("http://traces.example:18888", "http://traces.example:18888", null)]
    [InlineData("https://traces.example/search?tags={messageId}", "https://traces.example", "https://traces.example/search?tags=a%20b")]
    public void Traces_are_linked_where_they_are_configured(string? setting, string? start, string? ofMessage)
    {
        var traces = new TraceLinks(setting);

        (traces.Start, traces.Of("a b")).ShouldBe((start, ofMessage));
        traces.Of(null).ShouldBeNull();
    }

    [Fact]
    public void An_address_keeps_which_messages_are_shown_and_what_it_does_not_know_is_those_that_wait()
    {
        DeadLetterFilter.In(Query(("state", "Retried"), ("queue", "a b"))).Address().ShouldBe("/drift/meddelanden?state=retried&queue=a%20b");
        DeadLetterFilter.In(Query(("state", "7"))).ShouldBe(new DeadLetterFilter(DeadLetterState.Waiting, null, null));
    }

    [Theory]
    [InlineData("12-0", "12 ligger i kön igen.")]
    [InlineData("1000-5", "1000 ligger i kön igen, 5 är kvar. Tryck en gång till för dem.")]
    [InlineData("<b>", null)]
    [InlineData(null, null)]
    public void What_was_done_is_said(string? done, string? said) => Some.In("sv-SE", () => SettleDeadLetters.Said(done)).ShouldBe(said);

    [Theory]
    [InlineData("email-pausa", "E-post är pausad. Allt som ska ut väntar.")]
    [InlineData("sms-ateruppta", "SMS går igen. Det som väntade är på väg.")]
    [InlineData("email", null)]
    [InlineData("email-<b>", null)]
    [InlineData(null, null)]
    public void Of_a_channel_too(string? done, string? said) => Some.In("sv-SE", () => PauseChannel.Said(done)).ShouldBe(said);

    [Theory]
    [InlineData("email", 0, "Email: 0 notifications are waiting")]
    [InlineData("inbox", 1, "The inbox: 1 notification is waiting")]
    [InlineData("pager", 12, "pager: 12 notifications are waiting")]
    public void A_channel_has_a_name_that_people_know_and_says_how_many_wait(string channel, int waiting, string said) =>
        Some.In("en-GB", () => $"{PauseChannel.NameOf(channel)}: {PauseChannel.Waiting(waiting)}").ShouldBe(said);

    [Fact]
    public void A_message_is_written_one_value_a_line() =>
        Untyped.Written(new UntypedObject(new Dictionary<string, UntypedNode>
        {
            ["registration"] = new UntypedObject(new Dictionary<string, UntypedNode> { ["seats"] = new UntypedInteger(2), ["email"] = new UntypedString("…") }),
            ["tags"] = new UntypedArray([new UntypedNull()]),
        })).ShouldBe("registration:\n  seats: 2\n  email: …\ntags:\n  1: null");

    private static UntypedObject Lag(int last, int events) => new(new Dictionary<string, UntypedNode>
    {
        ["lastSequence"] = new UntypedInteger(last),
        ["relayedSequence"] = new UntypedInteger(last - events),
        ["events"] = new UntypedInteger(events),
    });

    private static QueryCollection Query(params (string Name, string Value)[] parts) =>
        new(parts.ToDictionary(part => part.Name, part => new StringValues(part.Value)));
}
