using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Sessions;

/// <summary>A browser in which somebody is signed in.</summary>
/// <param name="Id">By what it is ended; the <c>sid</c> of its tokens.</param>
/// <param name="Way">How they signed in; the better way, where they showed a passkey later.</param>
/// <param name="Browser">What it calls itself, for instance "Firefox, Windows"; empty where it does not.</param>
/// <param name="StartedAt">UTC: when they signed in.</param>
/// <param name="LastUsedAt">UTC: when a program last got tokens in it, to within five minutes.</param>
/// <param name="EndsAt">UTC, unless somebody ends it before.</param>
/// <param name="IsThisOne">Whether the access token of the call belongs to it.</param>
public sealed record SessionView(SessionId Id, SignInWay Way, string Browser, DateTimeOffset StartedAt, DateTimeOffset LastUsedAt, DateTimeOffset EndsAt, bool IsThisOne)
{
    public static SessionView Of(Session session, SessionId? current) =>
        new(new(session.Id), session.Way, session.Browser, session.StartedAt, session.UsedAt ?? session.StartedAt, session.EndsAt, session.Id == current?.Value);
}

/// <summary>
/// Where the person of the access token is signed in, the latest first: how and when each session began, and in which browser. Those that are
/// over are not in it. For everybody who has signed in; empty for clients and visitors.
/// </summary>
public static class ListSessionsEndpoint
{
    public static void MapListSessions(this RouteGroupBuilder api) =>
        api.MapGet("/me/sessions", HandleAsync)
            .RequireAuthorization()
            .InAnyMunicipality()
            .WithTags("Accounts")
            .WithName("listSessions")
            .WithSummary("List where I am signed in");

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
