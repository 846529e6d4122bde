using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary><c>/drift</c>: what needs an operator now, and how each service and each channel is.</summary>
public static class ShowState
{
    /// <summary>As many as are counted; more are told as "at least".</summary>
    public const int Counted = 100;

    public static void MapShowState(this IEndpointRouteBuilder routes) => routes.MapPage(OperatorPages.Path, ShowAsync).In(Area.Operators);

    private static async Task<IResult> ShowAsync(HttpContext context, Festival calls, ServiceStates states, TraceLinks traces, TimeProvider clock, CancellationToken cancellationToken)
    {
        var health = states.ReadAsync(cancellationToken);
        var lag = calls.V1.Operations.Lag.GetAsync(cancellationToken: cancellationToken);
        var stuck = calls.V1.Operations.DeadLetters.GetAsync(ask => ask.QueryParameters.Limit = Counted, cancellationToken);
        var channels = calls.V1.Channels.GetAsync(cancellationToken: cancellationToken);
        var givenUp = LettersAsync(NotificationState.GivenUp);
        var failed = LettersAsync(NotificationState.Failed);
        var deferred = LettersAsync(NotificationState.Deferred);
        return context.Show<StatePage>(new Dictionary<string, object?>
        {
            [nameof(StatePage.Services)] = ServiceState.Of(await health, (await lag)?.Services),
            [nameof(StatePage.Stuck)] = await stuck,
            [nameof(StatePage.Letters)] = new Dictionary<NotificationState, PageOfWatchedNotification?>
            {
                [NotificationState.GivenUp] = await givenUp,
                [NotificationState.Failed] = await failed,
                [NotificationState.Deferred] = await deferred,
            },
            [nameof(StatePage.Channels)] = (await channels)?.Channels ?? [],
            [nameof(StatePage.Said)] = PauseChannel.Said(context.Request.Query[PauseChannel.Done]),
            [nameof(StatePage.Traces)] = traces,
            [nameof(StatePage.Now)] = clock.GetUtcNow(),
        });

        Task<PageOfWatchedNotification?> LettersAsync(NotificationState state) => calls.V1.Operations.Notifications.GetAsync(
            ask => (ask.QueryParameters.State, ask.QueryParameters.Limit) = (state, Counted), cancellationToken);
    }
}

/// <summary>How a service is.</summary>
/// <param name="IsReady">Whether it answers; what is wrong with it all the same is in <paramref name="Wrong"/>.</param>
/// <param name="Wrong">What its health says; null where it says nothing.</param>
/// <param name="Stored">The number of its last stored event; null where it did not answer.</param>
/// <param name="Waiting">How many of its events have messages that the broker does not have yet; null where it did not answer.</param>
public sealed record ServiceState(string Name, bool IsReady, string? Wrong, long? Stored, long? Waiting)
{
    /// <summary>So many wait in passing; more is a jam.</summary>
    public const long Usual = 100;

    private const string Degraded = "degraded: ";

    public bool NeedsSomebody => !IsReady || Wrong is not null || Waiting is null or > Usual;

    /// <summary>Those that need somebody first.</summary>
    public static IReadOnlyList<ServiceState> Of(IReadOnlyDictionary<string, string?> health, LagAnswer_services? lag)
    {
        var lags = lag?.AdditionalData ?? new Dictionary<string, object>();
        return
        [
            .. lags.Keys.Union(health.Keys)
                .Select(name =>
                {
                    var own = Untyped.Members(lags.TryGetValue(name, out var value) ? value : null);
                    var said = health.GetValueOrDefault(name);
                    var isDegraded = said?.StartsWith(Degraded, StringComparison.Ordinal) == true;
                    return new ServiceState(
                        name, said is null || isDegraded, isDegraded ? said![Degraded.Length..] : null, Untyped.Number(own.GetValueOrDefault("lastSequence")), Untyped.Number(own.GetValueOrDefault("events")));
                })
                .OrderByDescending(service => service.NeedsSomebody)
                .ThenBy(service => service.Name, StringComparer.Ordinal),
        ];
    }
}
