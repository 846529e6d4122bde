using System.Diagnostics;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Logs;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Telemetry;

public sealed class LinesOfTheLog
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2027, 10, 5, 7, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Where_nobody_watches_each_line_is_one_JSON_object_with_time_level_and_trace()
    {
        using var activity = new Activity("asked").Start();

        var line = Written(new LogLines.JsonLines(clock), LogLevel.Error, "It\nfailed", new InvalidOperationException("Why"));

        line.TrimEnd('\n').ShouldNotContain('\n');
        var json = JsonNode.Parse(line)!;
        json["time"]!.GetValue<DateTimeOffset>().ShouldBe(clock.GetUtcNow());
        json["level"]!.GetValue<string>().ShouldBe("error");
        json["category"]!.GetValue<string>().ShouldBe("Category");
        json["message"]!.GetValue<string>().ShouldBe("It\nfailed");
        json["traceId"]!.GetValue<string>().ShouldBe(activity.TraceId.ToHexString());
        json["exception"]!.GetValue<string>().ShouldContain("Why");
    }

    [Fact]
    public void Where_somebody_watches_each_line_has_time_and_level()
    {
        var lines = Written(new LogLines.TextLines(clock), LogLevel.Warning, "It\nfailed", new InvalidOperationException("Why")).TrimEnd('\n').Split('\n');

        lines.Length.ShouldBeGreaterThanOrEqualTo(3);
        lines.ShouldAllBe(line => line.StartsWith("2027-10-05T07:00:00.000Z warn ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_exception_tells_of_somebody_is_masked_wherever_it_is_written()
    {
        var exception = new FormatException("No letter goes to Anna <anna.@foretag.example> or +46 70 123 45 67");

        string[] written =
        [
            Written(new LogLines.JsonLines(clock), LogLevel.Error, "It failed", exception),
            Written(new LogLines.TextLines(clock), LogLevel.Error, "It failed", exception),
            Exported(exception),
        ];

        foreach (var text in written)
        {
            text.ShouldContain(nameof(FormatException));
            text.ShouldContain("No letter goes to");
            text.ShouldNotContain("foretag");
            text.ShouldNotContain("123");
        }
    }

    private static string Exported(Exception exception)
    {
        var kept = new Kept();
        using (var logging = LoggerFactory.Create(building => building.AddOpenTelemetry(logs => logs.AddProcessor(new HidePersonalData()).AddProcessor(kept))))
        {
            logging.CreateLogger("Category").LogError(exception, "It failed");
        }

        return kept.Text;
    }

    private sealed class Kept : BaseProcessor<LogRecord>
    {
        public string Text { get; private set; } = "";

        public override void OnEnd(LogRecord data) => Text = string.Join('\n', [.. data.Attributes!.Select(each => $"{each.Key}: {each.Value}"), $"{data.Exception}"]);
    }

    private static string Written(ConsoleFormatter formatter, LogLevel level, string message, Exception exception)
    {
        using var text = new StringWriter { NewLine = "\n" };
        formatter.Write(new LogEntry<string>(level, "Category", 0, message, exception, (state, _) => state), null, text);
        return text.ToString();
    }
}
