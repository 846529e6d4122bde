using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>
/// The account or the client that the access token belongs to: what it is called, and which roles it has, from when until when. For everybody
/// who has signed in, visitors too, of whom only <c>subject</c> and <c>roles</c> are told. 401 where the account is locked or was removed.
/// </summary>
public static class ReadMeEndpoint
{
    /// <summary>Who the access token is of, and what they may do.</summary>
    /// <param name="Subject">The account's id, or the client's.</param>
    /// <param name="Email">Where an account's codes are mailed; left out for a client.</param>
    /// <param name="Name">What colleagues call the person; left out for a client.</param>
    /// <param name="Roles">As the access token has them, for instance "organiser" or "door".</param>
    /// <param name="Association">Which association the asker speaks for; left out for none.</param>
    /// <param name="HostId">Which host the asker is, in the newest edition; left out for none.</param>
    /// <param name="Grants">
    /// The account's roles, also those that do not hold now, and those that need a passkey before they are in tokens; left out for a client,
    /// whose roles have no end.
    /// </param>
    public sealed record Me(
        string Subject, string? Email, string? Name, IReadOnlyList<string> Roles, string? Association, HostId? HostId, IReadOnlyList<GrantView>? Grants);

    public static void MapReadMe(this RouteGroupBuilder api) =>
        api.MapGet("/me", HandleAsync)
            .RequireAuthorization()
            .InAnyMunicipality()
            .WithTags("Accounts")
            .WithName("readMe")
            .WithSummary("Read who I am");

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> HandleAsync(
        HttpContext context, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        // What is somebody's own is nobody else's to keep.
        context.Response.Headers.CacheControl = "no-store";
        var user = context.User;
        var subject = user.Identity!.Name!;
        var roles = user.FindAll(Roles.RoleClaim).Select(claim => claim.Value).ToList();
        var association = user.FindFirst(Roles.AssociationClaim)?.Value;
        HostId? host = HostId.TryParse(user.FindFirst(Roles.HostClaim)?.Value, out var id) ? id : null;
        if (!Guid.TryParse(subject, out var accountId) || await reads.LoadAsync<Account>(accountId, cancellationToken) is not { } account)
        {
            return TypedResults.Ok(new Me(subject, null, null, roles, association, host, null));
        }

        var now = clock.GetUtcNow();
        return account.CanSignIn
            ? TypedResults.Ok(new Me(
                subject, account.Email, account.Name, roles, association, host, [.. account.Grants.OrderBy(grant => grant.Role).Select(grant => GrantView.Of(grant, now))]))
            : HttpProblems.Unauthenticated.ToAnswer();
    }
}
