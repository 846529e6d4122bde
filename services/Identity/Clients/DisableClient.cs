using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Clients;

/// <summary>An organiser ends a client, for good: whoever needs one again makes another.</summary>
public static class DisableClient
{
    public static Decision Decide(Client client, string by, DateTimeOffset now) => client switch
    {
        { Exists: false } => ClientProblems.NoSuchClient,
        { IsDisabled: true } => Decision.Nothing,
        _ => Decision.Of(new ClientWasDisabled(client.ClientId, by, now)),
    };
}

/// <summary>
/// Ends a client for good: it gets no token any more, and those that it has are refused everywhere within a minute. To disable it again changes
/// nothing. 404 <c>no-such-client</c>; 403 where it is a data protection officer and the asker is none. For organisers of all municipalities.
/// </summary>
public static class DisableClientEndpoint
{
    public static void MapDisableClient(this RouteGroupBuilder api) =>
        api.MapPost("/clients/{id}/disable", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Clients")
            .Audited()
            .WithName("disableClient")
            .WithSummary("Disable a client");

    /// <param name="id">The id that the client signs in with.</param>
    private static async Task<Results<Ok<ClientView>, ProblemHttpResult>> HandleAsync(
        string id, IfMatch ifMatch, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (by, now) = (context.User.Identity!.Name!, clock.GetUtcNow());
        var decided = await sessions.DecideAsync<Client>(
            Client.StreamOf(id),
            ifMatch.Expected,
            client => client.Roles.All(context.User.MayGive) ? DisableClient.Decide(client, by, now) : CommonProblems.Forbidden,
            cancellationToken);
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(ClientView.Of(decided.State, now));
    }
}
