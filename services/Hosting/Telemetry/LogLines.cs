using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BusinessFocus.Domain.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace BusinessFocus.Hosting.Telemetry;

/// <summary>
/// What the console shows: each line with time, level and trace. Where somebody watches, as text; where not (a file, a container), one JSON
/// object per line. Scopes are left out: they have the address of the request, and addresses have the tokens of links. An exception
/// tells what it was given, which may be somebody's address or number.
/// </summary>
public static class LogLines
{
    public const string Text = "text-lines";
    public const string Json = "json-lines";

    /// <summary>Unless <c>Logging:Console:FormatterName</c> says another one.</summary>
    public static void AddLogLines(this ILoggingBuilder logging) => logging
        .AddConsoleFormatter<TextLines, ConsoleFormatterOptions>()
        .AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>()
        .Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName ??= Console.IsOutputRedirected ? Json : Text);

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };

    public sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(Json)
    {
        private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            using var line = new MemoryStream();
            using (var json = new Utf8JsonWriter(line, Readable))
            {
                json.WriteStartObject();
                json.WriteString("time", clock.GetUtcNow().UtcDateTime);
                json.WriteString("level", NameOf(logEntry.LogLevel));
                json.WriteString("category", logEntry.Category);
                json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
                if (Activity.Current is { } activity)
                {
                    json.WriteString("traceId", activity.TraceId.ToHexString());
                    json.WriteString("spanId", activity.SpanId.ToHexString());
                }

                if (logEntry.Exception is { } exception)
                {
                    json.WriteString("exception", PersonalData.Masked(exception.ToString()));
                }

                json.WriteEndObject();
            }

            textWriter.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        }
    }

    public sealed class TextLines(TimeProvider clock) : ConsoleFormatter(Text)
    {
        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            var start = $"{clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {NameOf(logEntry.LogLevel),-8} ";
            var trace = Activity.Current is { } activity ? $" [{activity.TraceId.ToHexString()}]" : "";
            var text = $"{logEntry.Category}: {logEntry.Formatter(logEntry.State, logEntry.Exception)}{trace}";
            foreach (var line in (logEntry.Exception is { } exception ? $"{text}\n{PersonalData.Masked(exception.ToString())}" : text).Split('\n'))
            {
                textWriter.Write(start);
                textWriter.WriteLine(line.TrimEnd('\r'));
            }
        }
    }
}
