using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.People;
using RabbitMQ.Client;
using UUIDNext;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>Reads what MassTransit put into an error queue: the message as it was, and in the headers where and why it failed.</summary>
public static class ErrorMessage
{
    /// <summary>What <see cref="SkippedMessages"/> writes before the queue's name.</summary>
    public const string Skipped = "skipped:";

    private const int LongestText = 4_000;
    private const string ReasonHeader = "MT-Reason";
    private static readonly Guid Letters = new("7c0f4c7e-0a53-4a3f-9f1e-5f6f0a0d6b21");
    private static readonly string[] OldEndings = ["_error", "_skipped"];

    /// <param name="from">The queue that it stands in.</param>
    public static Failure Read(string from, ReadOnlyMemory<byte> bytes, IReadOnlyBasicProperties properties, DateTimeOffset now)
    {
        var headers = properties.Headers?.ToDictionary(header => header.Key, header => Text(header.Value), StringComparer.OrdinalIgnoreCase) ?? [];
        var body = bytes.ToArray();
        var message = PersonalData.MessageIn(body);
        var type = TypeOf(headers, body);
        var stack = headers.GetValueOrDefault("MT-Fault-StackTrace");
        return new Failure(
            QueueOf(from, headers),
            type,
            Short(PersonalData.Masked(headers.GetValueOrDefault("MT-Fault-Message") ?? "Nobody consumes such a message.", message, type)),
            headers.GetValueOrDefault("MT-Fault-ExceptionType") is { } exception ? Clean(exception) : null,
            stack is null ? null : Short(PersonalData.Masked(stack, message, type)),
            DateTimeOffset.TryParse(headers.GetValueOrDefault("MT-Fault-Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at.ToUniversalTime()
                : now,
            new OriginalMessage(
                body,
                properties.MessageId,
                properties.CorrelationId,
                properties.ContentType,
                headers.Where(header => IsOfTheMessage(header.Key) && header.Value is not null).ToDictionary(header => header.Key, header => Clean(header.Value!))));
    }

    /// <summary>The same for the same message in the same queue, however often it fails.</summary>
    public static Guid IdOf(Failure failure) => Uuid.NewNameBased(
        Letters, $"{failure.Queue}:{failure.Original.MessageId ?? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(failure.Original.Body))}");

    private static string QueueOf(string from, Dictionary<string, string?> headers)
    {
        if (headers.GetValueOrDefault("MT-Fault-InputAddress") is { } input && Uri.TryCreate(input, UriKind.Absolute, out var address))
        {
            return Uri.UnescapeDataString(address.Segments[^1]);
        }

        return headers.GetValueOrDefault(ReasonHeader) is { } reason && reason.StartsWith(Skipped, StringComparison.Ordinal)
            ? reason[Skipped.Length..]
            : OldEndings.FirstOrDefault(ending => from.EndsWith(ending, StringComparison.Ordinal)) is { } old ? from[..^old.Length] : from;
    }

    private static string TypeOf(Dictionary<string, string?> headers, byte[] body)
    {
        var name = headers.GetValueOrDefault("MT-Fault-MessageType");
        try
        {
            name ??= (JsonNode.Parse(body) as JsonObject)?["messageType"]?.AsArray().FirstOrDefault()?.ToString();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // It may be the very reason why it failed.
        }

        return Clean(name?.Split(':', '.')[^1] ?? "unknown");
    }

    /// <summary>Not why it failed, where it was, and how often the broker brought it.</summary>
    private static bool IsOfTheMessage(string header) =>
        !header.StartsWith("MT-Fault", StringComparison.OrdinalIgnoreCase)
        && !header.StartsWith("MT-Host", StringComparison.OrdinalIgnoreCase)
        && !header.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
        && !header.Equals(ReasonHeader, StringComparison.OrdinalIgnoreCase);

    private static string? Text(object? value) => value switch
    {
        byte[] text => Encoding.UTF8.GetString(text),
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => null,
    };

    /// <summary>The store takes no NUL in a text.</summary>
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
