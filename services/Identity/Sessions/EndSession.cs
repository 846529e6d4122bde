using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Sessions;

/// <summary>Somebody ends a session of their own, here or in another browser: its tokens are refused within a minute, and it gets no more.</summary>
public static class EndSession
{
    public static readonly Problem NoSuchSession = new("no-such-session", ProblemKind.NotFound, "Inloggningen finns inte", "There is no such session");

    /// <param name="session">Null where there is none of that id.</param>
    public static Decision Decide(Account account, Session? session, DateTimeOffset now)
    {
        if (session is null || session.AccountId != account.Id)
        {
            return NoSuchSession;
        }

        return session.HoldsAt(now) ? Decision.Of(new SessionWasEnded(new(session.Id), now)) : Decision.Nothing;
    }
}

/// <summary>
/// Ends a session of the person of the access token, in this browser or another one: its tokens are refused everywhere within a minute, and it
/// gets no more. One that is over stays so. 404 <c>no-such-session</c> for somebody else's, and for a client. For everybody who has an account.
/// </summary>
public static class EndSessionEndpoint
{
    public static void MapEndSession(this RouteGroupBuilder api) =>
        api.MapDelete("/me/sessions/{id}", HandleAsync)
            .RequireAuthorization()
            .InAnyMunicipality()
            .WithTags("Accounts")
            .WithName("endSession")
            .WithSummary("End one of my sessions");

    /// <param name="audit">What else is in the commit, where it was not over yet.</param>
    /// <returns>Null where it is over now.</returns>
    public static async Task<Refusal?> EndAsync(
        this ISessionFactory sessions, Guid account, SessionId id, TimeProvider clock, CancellationToken cancellationToken, Action<IDocumentSession, DateTimeOffset>? audit = null)
    {
        var now = clock.GetUtcNow();
        await using var store = sessions.OpenSession();
        var session = await store.LoadAsync<Session>(id.Value, cancellationToken);
        var decided = await store.DecideAsync<Account>(
            account, ExpectedVersion.Any, each => EndSession.Decide(each with { Id = account }, session, now), cancellationToken);
        if (decided.Events.Count > 0)
        {
            store.Store(session! with { EndedAt = now });
            audit?.Invoke(store, now);
            await store.SaveChangesAsync(cancellationToken);
        }

        return decided.Refusal;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SessionId id, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A client has none.
        if (!Guid.TryParse(context.User.Identity!.Name, out var account))
        {
            return EndSession.NoSuchSession.ToAnswer();
        }

        return await sessions.EndAsync(account, id, clock, cancellationToken) is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
