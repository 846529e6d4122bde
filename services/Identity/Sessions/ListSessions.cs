using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Sessions;

/// <param name="Way">How they signed in.</param>
/// <param name="Browser">What it calls itself, for instance "Firefox, Windows"; empty where it does not.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="LastUsedAt">UTC: when a program last got tokens in it, to within five minutes.</param>
/// <param name="EndsAt">UTC, unless somebody ends it before.</param>
/// <param name="IsThisOne">Whether the access token of the call belongs to it.</param>
public sealed record SessionView(SessionId Id, SignInWay Way, string Browser, DateTimeOffset StartedAt, DateTimeOffset LastUsedAt, DateTimeOffset EndsAt, bool IsThisOne)
{
    public static SessionView Of(Session session, SessionId? current) =>
        new(new(session.Id), session.Way, session.Browser, session.StartedAt, session.UsedAt ?? session.StartedAt, session.EndsAt, session.Id == current?.Value);
}

/// <summary><c>GET /me/sessions</c>: where the person of the access token is signed in, the latest first.</summary>
public static class ListSessionsEndpoint
{
    public static void MapListSessions(this RouteGroupBuilder api) =>
        api.MapGet("/me/sessions", HandleAsync)
            .RequireAuthorization()
            .InAnyMunicipality()
            .WithTags("Accounts")
            .WithName("listSessions")
            .WithSummary("Where I am signed in")
            .WithDescription("The sessions of the person of the access token, the latest first: how and when each began, and in which browser.");

    /// <summary>Those that hold, the latest first.</summary>
    public static async Task<IReadOnlyList<Session>> SessionsOfAsync(this IQuerySession reads, Account account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sessions = await reads.Query<Session>().Where(session => session.AccountId == account.Id && session.EndsAt > now).ToListAsync(cancellationToken);
        return [.. sessions.Where(session => session.HoldsAt(now) && account.IsSignedInSince(session.StartedAt)).OrderByDescending(session => session.StartedAt)];
    }

    private static async Task<Ok<IReadOnlyList<SessionView>>> HandleAsync(
        HttpContext context, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var sessions = Guid.TryParse(context.User.Identity!.Name, out var id) && await reads.LoadAsync<Account>(id, cancellationToken) is { } account
            ? await reads.SessionsOfAsync(account, clock.GetUtcNow(), cancellationToken)
            : [];
        SessionId? current = SessionId.TryParse(context.User.FindFirst(Roles.SessionClaim)?.Value, out var session) ? session : null;
        return TypedResults.Ok<IReadOnlyList<SessionView>>([.. sessions.Select(each => SessionView.Of(each, current))]);
    }
}
