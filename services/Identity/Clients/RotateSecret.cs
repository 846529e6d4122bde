using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Clients;

/// <summary>An organiser gives a client a new secret. The one before is good for some hours more, or ends at once where it is known to others.</summary>
public static class RotateSecret
{
    private const int UsualHours = 24;
    private const int MostHours = 24 * 30;

    /// <summary>How long the secret before is good too.</summary>
    /// <param name="FormerHours">
    /// For how many hours the secret before is good too, 0 to 720; 24 where it is left out. 0 ends it at once, and the tokens that were got by
    /// it.
    /// </param>
    public sealed record Request(int? FormerHours);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.FormerHours).InclusiveBetween(0, MostHours);
    }

    public static Decision Decide(Client client, Request wanted, string secretHash, string by, DateTimeOffset now) => client switch
    {
        { Exists: false } => ClientProblems.NoSuchClient,
        { IsDisabled: true } => ClientProblems.Disabled,
        _ => Decision.Of(new ClientSecretWasRotated(secretHash, now.AddHours(wanted.FormerHours ?? UsualHours), by, now, client.ClientId)),
    };
}

/// <summary>
/// Gives a client a new secret, each time another one. The answer has it, and it is shown this once; an Idempotency-Key is not looked at here.
/// The one before is good for 24 hours more, or for as many as are asked for. 404 <c>no-such-client</c>, 409 <c>client-disabled</c>; 403 where
/// it has the role host, association or dataProtectionOfficer and the asker is not data protection officer too. For organisers of all
/// municipalities.
/// </summary>
public static class RotateSecretEndpoint
{
    public static void MapRotateSecret(this RouteGroupBuilder api) =>
        api.MapPost("/clients/{id}/rotate", HandleAsync)
            .Validates<RotateSecret.Request>()
            .WithoutIdempotencyKey()
            .Only(Roles.Organiser)
            .WithTags("Clients")
            .Audited()
            .WithName("rotateClientSecret")
            .WithSummary("Give a client a new secret");

    /// <param name="id">The id that the client signs in with.</param>
    private static async Task<Results<Ok<ClientWithSecret>, ProblemHttpResult>> HandleAsync(
        string id,
        IfMatch ifMatch,
        RotateSecret.Request request,
        HttpContext context,
        ISessionFactory sessions,
        ClientSecrets secrets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (by, now, secret) = (context.User.Identity!.Name!, clock.GetUtcNow(), ClientSecrets.New());
        var hash = secrets.HashOf(secret);

        // Whoever sees the secret has the client's roles.
        var decided = await sessions.DecideAsync<Client>(
            Client.StreamOf(id),
            ifMatch.Expected,
            client => client.Roles.All(context.User.MayGiveToClient) ? RotateSecret.Decide(client, request, hash, by, now) : CommonProblems.Forbidden,
            cancellationToken);
        context.Response.SetVersion(decided.Version);
        context.Response.Headers.CacheControl = "no-store";
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(new ClientWithSecret(ClientView.Of(decided.State, now), secret));
    }
}
