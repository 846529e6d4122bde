using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace BusinessFocus.Client;

/// <summary>What somebody listens to.</summary>
/// <param name="Edition">An edition's id or slug.</param>
/// <param name="Inbox">The token of a person's inbox.</param>
/// <param name="LastEventId">Where to go on, from an earlier event.</param>
/// <param name="Opened">It is connected, for the first time or again.</param>
public sealed record Listening(string? Edition = null, string? Inbox = null, string? LastEventId = null, Action? Opened = null);

/// <summary>Something happened.</summary>
public abstract record LiveEvent(string Id);

/// <summary>Seats of an activity, as they are now.</summary>
public sealed record SeatsNews(string Id, Guid ActivityId, int Capacity, int Confirmed, int Waiting, int Offered, int Left, long Version) : LiveEvent(Id);

/// <summary>A version of the programme was released.</summary>
public sealed record ProgrammeNews(string Id, Guid EditionId, string Slug, int ReleaseVersion, DateTimeOffset At) : LiveEvent(Id);

/// <summary>Something came into the inbox.</summary>
public sealed record InboxNews(string Id, Guid NotificationId) : LiveEvent(Id);

/// <summary>What happened during a break is not known any more: read again what you show.</summary>
public sealed record Reset(string Id) : LiveEvent(Id);

internal sealed class LiveStream(HttpClient http, ClientOptions options)
{
    /// <summary>The server says something every 15 s at least.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async IAsyncEnumerable<LiveEvent> ListenAsync(Listening listening, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = listening.LastEventId ?? "";
        for (var attempt = 1; ; attempt++)
        {
            await using var events = ReadAsync(listening, last, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(events, cancellationToken).ConfigureAwait(false))
            {
                attempt = 1;
                (var @event, last) = events.Current;
                if (@event is not null)
                {
                    yield return @event;
                }
            }

            await Task.Delay(options.Retries.After(attempt), options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A break ends it as the end of the answer does; what will be refused again is told.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<(LiveEvent?, string)> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && broken switch
        {
            HttpRequestException or IOException or OperationCanceledException => true,
            ProblemException problem => (int)problem.Status >= 500 || problem.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout,
            _ => false,
        })
        {
            return false;
        }
    }

    /// <summary>Server-sent events as the standard has them; null where only the id went on.</summary>
    private async IAsyncEnumerable<(LiveEvent? Event, string Id)> ReadAsync(
        Listening listening, string last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(listening));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (last.Length > 0)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), Encoding.UTF8);
        listening.Opened?.Invoke();
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (type, id, data) = ("", last, new StringBuilder());
        silence.CancelAfter(Silence);
        while (await lines.ReadLineAsync(silence.Token).ConfigureAwait(false) is { } line)
        {
            silence.CancelAfter(Silence);
            if (line.Length == 0)
            {
                yield return (data.Length == 0 ? null : EventOf(type, id, data.ToString()), id);
                type = "";
                data.Clear();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var content = colon < 0 ? "" : line[(colon + 1)..].TrimStart(' ');
            switch (colon < 0 ? line : line[..colon])
            {
                case "event":
                    type = content;
                    break;
                case "data":
                    data.AppendLine(CultureInfo.InvariantCulture, $"{content}");
                    break;
                case "id":
                    id = content;
                    break;
            }
        }
    }

    /// <summary>Null for events of a later version of the interface.</summary>
    private static LiveEvent? EventOf(string type, string id, string data)
    {
        LiveEvent? @event = type switch
        {
            "seats" => JsonSerializer.Deserialize<SeatsNews>(data, Json),
            "programme" => JsonSerializer.Deserialize<ProgrammeNews>(data, Json),
            "inbox" => JsonSerializer.Deserialize<InboxNews>(data, Json),
            "reset" => new Reset(id),
            _ => null,
        };
        return @event is null ? null : @event with { Id = id };
    }

    private static string AddressOf(Listening listening)
    {
        var asked = new List<string>();
        if (listening.Edition is { } edition)
        {
            asked.Add($"edition={Uri.EscapeDataString(edition)}");
        }

        if (listening.Inbox is { } inbox)
        {
            asked.Add($"inbox={Uri.EscapeDataString(inbox)}");
        }

        return $"/api/v1/live?{string.Join('&', asked)}";
    }
}
