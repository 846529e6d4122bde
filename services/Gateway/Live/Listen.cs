using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Gateway.Live;

/// <summary>
/// Somebody hears of what happens while it does, by server-sent events: seats and releases of an edition, and what comes into
/// their own inbox. What was before, they read; what happened while they were away, they read again when they are back.
/// </summary>
public static class Listen
{
    /// <summary>A silent connection says so often that it lives.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    private const string EventStream = "text/event-stream";

    public static void MapListen(this WebApplication app) =>
        app.MapGet("/api/v1/live", HandleAsync)
            .RequireRateLimiting(Limits.Listeners)
            .DisableHttpMetrics()
            .Produces<string>(StatusCodes.Status200OK, EventStream)
            .WithTags("Live")
            .WithName("listen")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Parameters!.Single(parameter => parameter.Name == "edition").Description =
                    "An edition's id, or its slug. A slug is known here once a release of the edition was heard of since this instance started; the id always is";
                operation.Parameters!.Single(parameter => parameter.Name == "inbox").Description = "The token of a person's own link: their inbox is told of too";
                operation.Responses!["200"].Description = """
                    Server-sent events with JSON, each with an id, and a comment at least every 15 s.
                    seats: activityId, capacity, confirmed, waiting, offered, left, version.
                    programme: editionId, slug, releaseVersion, at, changes (activityId, kinds).
                    inbox: notificationId.
                    Nothing is repeated after a break: read again what you show. Who reads too slowly is cut off.
                    """;
                return Task.CompletedTask;
            });

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> HandleAsync(
        string? edition, string? inbox, Audience audience, InboxTokens tokens, HttpContext http, IHostApplicationLifetime host, CancellationToken cancellationToken)
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

        var listener = new Listener(edition, person);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        var response = http.Response;
        response.ContentType = EventStream;
        response.Headers.CacheControl = "no-store";
        // Whatever stands in front of the gateway is not to gather events either.
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        audience.Join(listener);
        try
        {
            listener.Tell(LiveEvent.Heartbeat);
            await foreach (var @event in listener.HearAsync(end.Token))
            {
                await response.Body.WriteAsync(@event.Frame, end.Token);
                await response.Body.FlushAsync(end.Token);
            }

            // What it does not take, it takes no end of either. One that takes nothing at all, Kestrel aborts in the middle of a write.
            http.Abort();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
        finally
        {
            audience.Leave(listener);
        }

        return TypedResults.Empty;
    }
}
