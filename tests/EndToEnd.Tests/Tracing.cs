using System.Globalization;
using System.Net;
using BusinessFocus.EndToEnd.Tests.Otlp;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

public sealed class Tracing(Festival festival)
{
    /// <summary>Names that OpenTelemetry's conventions for HTTP, messaging and databases have given up.</summary>
    private static readonly HashSet<string> FormerNames =
    [
        "http.method", "http.url", "http.target", "http.scheme", "http.host", "http.status_code", "http.user_agent", "http.client_ip", "http.flavor",
        "net.peer.name", "net.peer.port", "net.peer.ip", "net.host.name", "net.host.port", "net.transport",
        "db.system", "db.name", "db.statement", "db.operation", "db.user", "db.connection_string", "db.sql.table",
        "messaging.operation", "messaging.destination", "messaging.destination_kind", "messaging.message_id", "messaging.conversation_id",
    ];

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

        // What others registered at the same moment may share the commit: then it is in their trace, and this one links to it.
        await Eventually.TrueAsync(() =>
        {
            var spans = festival.Telemetry.Spans;
            var commits = spans
                .Where(span => span.Name == "commit seats" && (span.TraceId == traceId || trace.Any(each => each.Links.Contains(span.Id))))
                .Select(span => span.Id).ToHashSet();
            return Task.FromResult(spans.Any(span => span.ParentId is { } parent && commits.Contains(parent) && Has(span, "db.system.name", "postgresql")));
        });

        var relay = trace.Single(span => span.Name == "relay" && Has(span, "messaging.destination.name", "BusinessFocus.Contracts.Registration:RegistrationConfirmed"));
        Has(relay, "messaging.system", "rabbitmq").ShouldBeTrue();
        Has(relay, "messaging.operation.type", "create").ShouldBeTrue();
        relay.Attributes["messaging.message.id"].ShouldNotBeEmpty();

        var letter = trace.Single(span => span.Name == "smtp send");
        Has(letter, "server.address", "127.0.0.1").ShouldBeTrue();
        int.Parse(letter.Attributes["server.port"], CultureInfo.InvariantCulture).ShouldBePositive();
        Has(letter, "network.protocol.name", "smtp").ShouldBeTrue();

        trace.ShouldAllBe(span => span.Version == ServiceTelemetry.Version, "the version of the build");
        trace.SelectMany(span => span.Attributes.Keys.Where(FormerNames.Contains).Select(name => $"{span.Service} {span.Name}: {name}"))
            .Distinct().ShouldBeEmpty("OpenTelemetry's names are today's");
    }

    private static bool Has(Span span, string attribute, string value) => span.Attributes.GetValueOrDefault(attribute) == value;

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
