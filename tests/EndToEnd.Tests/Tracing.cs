using System.Net;
using BusinessFocus.EndToEnd.Tests.Otlp;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

public sealed class Tracing(Festival festival)
{
    [Fact]
    public async Task One_registration_is_one_connected_trace_from_the_gateway_to_the_mail_server()
    {
        var activity = await Programme.WithOneActivityAsync(festival, "trace-2027", seats: 5);
        var traceId = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        var clickId = "00000000000000a1";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new { contact = new { name = "Tess Spår", email = "tess@spar.example" }, seats = 1, consent = true }),
            Headers = { { "traceparent", $"00-{traceId}-{clickId}-01" } },
        };
        await (await festival.Anyone.SendAsync(request)).JsonAsync(HttpStatusCode.Created);
        await festival.Mail.NextAsync("tess@spar.example");

        var trace = await Eventually.ValueAsync(() =>
        {
            var spans = festival.Telemetry.Spans.Where(span => span.TraceId == traceId).ToList();
            return Task.FromResult(spans.Any(span => span.Name.Contains("smtp", StringComparison.OrdinalIgnoreCase)) ? spans : null);
        });
        trace = await SettledAsync(traceId);

        trace.Select(span => span.Service).Distinct().ShouldBe(["gateway", "registration", "scheduling", "notification"], ignoreOrder: true);
        trace.ShouldContain(span => span.Name == "relay");
        var known = trace.Select(span => span.Id).Append(clickId).ToHashSet();
        trace.ShouldAllBe(span => span.ParentId != null && known.Contains(span.ParentId), "no span hangs loose");
        trace.ShouldAllBe(span => !span.Attributes.Values.Any(value => value.Contains("tess@", StringComparison.Ordinal)), "no personal data");
    }

    /// <summary>The trace when no span has come for a while: exporters send in batches.</summary>
    private async Task<List<Span>> SettledAsync(string traceId)
    {
        var spans = new List<Span>();
        await Eventually.TrueAsync(async () =>
        {
            var before = spans.Count;
            await Task.Delay(500);
            spans = festival.Telemetry.Spans.Where(span => span.TraceId == traceId).ToList();
            return spans.Count == before;
        });
        return spans;
    }
}
