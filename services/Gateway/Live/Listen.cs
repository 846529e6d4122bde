using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Gateway.Live;

/// <summary>
/// For anyone: server-sent events of an edition (seats, releases), of a person's inbox, or of both. With <c>snapshot=true</c> the seats as they are
/// come first, so that nothing is lost between reading and listening. After a short break what was missed comes first; where it is not known any
/// more, a <c>reset</c> says to read again. 400 where neither an edition nor an inbox is named, or a snapshot without an edition. 404
/// <c>not-found</c> for an edition that is not known or a wrong inbox link.
/// </summary>
public static class Listen
{
    /// <summary>How often a silent connection gets a heartbeat.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    private const string EventStream = "text/event-stream";
    private const string LastEventId = "Last-Event-ID";

    public static void MapListen(this WebApplication app) =>
        app.MapGet("/api/v1/live", HandleAsync)
            .DisableHttpMetrics()
            .Produces<string>(StatusCodes.Status200OK, EventStream)
            .WithTags("Live")
            .WithName("listen")
            .WithSummary("Listen to live updates")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                Describe("edition", "An edition's id, or its slug where the edition can be seen by everybody");
                Describe("snapshot", "true: the event availability comes first, the seats of all activities of the edition as they are now");
                Describe("inbox", "The token of a person's own link: their inbox is told of too");
                Describe(LastEventId, "The id of the last event that was heard before a break, as browsers send it by themselves");
                Describe("lastEventId", "The same, for who cannot set the header, which counts where both are there");
                operation.Responses!["200"].Description = """
                    Server-sent events with JSON, each with an id, and a comment with the newest id at least every 15 s.
                    seats: activityId, capacity, confirmed, waiting, offered, left, version.
                    programme: editionId, slug, releaseVersion, at, changes (activityId, kinds).
                    inbox: notificationId.
                    availability: what GET /editions/{idOrSlug}/availability answers; first of all, where it was asked for. A seats event that follows it
                    may be older: of two about the same activity the one with the higher version is newer.
                    reset: {}.
                    After a break, what came after the last id comes first, of each activity the newest. Where that is not known any more
                    (it was too long, or another instance answers) there comes one reset instead: read again what you show. Who reads too
                    slowly is cut off; so is, where too many listen from one address, who has listened longest.
                    """;
                return Task.CompletedTask;

                void Describe(string name, string description) =>
                    operation.Parameters!.Single(parameter => parameter.Name == name).Description = description;
            });

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> HandleAsync(
        string? edition,
        bool? snapshot,
        string? inbox,
        [FromHeader(Name = LastEventId)] string? after,
        string? lastEventId,
        Listeners listeners,
        ListenerPlaces places,
        EditionSlugs slugs,
        Snapshots snapshots,
        InboxTokens tokens,
        HttpContext http,
        IHostApplicationLifetime host,
        CancellationToken cancellationToken)
    {
        ContactId? person = null;
        if (inbox is not null && (person = tokens.Read(inbox)) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (edition is null && person is null)
        {
            return Problems.Invalid("edition", "Ange en upplaga eller en inkorg.", "Name an edition or an inbox.");
        }

        if (edition is null && snapshot is true)
        {
            return Problems.Invalid("edition", "Ange upplagan som läget ska visas av.", "Name the edition of which the snapshot is to be.");
        }

        if (edition is not null && !await slugs.FindAsync(edition, cancellationToken))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var listener = new Listener(edition, person);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        var response = http.Response;
        response.ContentType = EventStream;
        response.Headers.CacheControl = "no-store";
        // No proxy in front of the gateway may buffer events either.
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        var address = http.Address();
        places.Take(address, listener);
        listeners.Join(listener, string.IsNullOrEmpty(after) ? lastEventId : after);
        try
        {
            if (snapshot is true)
            {
                await SendAsync(LiveEvent.Hello);
                if (slugs.IdOf(edition!) is { } id && await snapshots.ReadAsync(id).WaitAsync(end.Token) is { } now)
                {
                    await SendAsync(now);
                }
                else
                {
                    listeners.Reset(listener);
                }
            }

            await foreach (var @event in listener.HearAsync(end.Token))
            {
                await SendAsync(@event);
            }

            // It was too slow, or had its place the longest. What it does not take, it takes no end of either. One that takes nothing at
            // all, Kestrel aborts in the middle of a write.
            http.Abort();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
        finally
        {
            listeners.Leave(listener);
            places.Leave(address, listener);
        }

        return TypedResults.Empty;

        async Task SendAsync(LiveEvent @event)
        {
            await response.Body.WriteAsync(@event.Frame, end.Token);
            await response.Body.FlushAsync(end.Token);
        }
    }
}
