using System.Text.RegularExpressions;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Applications;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Clients;

/// <summary>An organiser makes a client, and sees its secret once.</summary>
public static partial class MakeClient
{
    private const int LongestName = 100;
    private const int LongestAssociation = 60;

    /// <summary>A program that is to sign in as itself.</summary>
    /// <param name="Id">
    /// What it signs in with, for good: small letters, digits and hyphens, 3 to 60, no hyphen first or last. No id of an account, and no name
    /// that the system uses itself.
    /// </param>
    /// <param name="Name">What people call it; at most 100 characters.</param>
    /// <param name="Roles">What it may do: one role or more.</param>
    /// <param name="Association">Which association it speaks for, at most 60 characters; needed in the role association, left out in all others.</param>
    /// <param name="HostId">Which host it speaks for; needed in the role host, left out in all others.</param>
    public sealed record Request(string Id, string Name, IReadOnlyList<Role> Roles, string? Association, HostId? HostId);

    public sealed partial class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Id).Must(id => ClientId().IsMatch(id))
                .WithMessage(_ => Languages.Choose("3 till 60 små bokstäver, siffror och bindestreck.", "3 to 60 lower-case letters, digits and hyphens."));

            // The id is the sub of its tokens: in the audit and in histories it stands where accounts do.
            RuleFor(request => request.Id).Must(id => !Actors.IsSomebodyElses(id))
                .WithMessage(_ => Languages.Choose("Det namnet har någon annan.", "Somebody else has that name."));
            RuleFor(request => request.Name).Text(LongestName);
            RuleFor(request => request.Roles).Must(roles => roles.Count > 0)
                .WithMessage(_ => Languages.Choose("Minst en roll.", "At least one role."));
            RuleFor(request => request.Association).OptionalText(LongestAssociation);
        }

        [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,58}[a-z0-9]\z")]
        private static partial Regex ClientId();
    }

    public static Decision Decide(Client client, Request wanted, string secretHash, string by, DateTimeOffset now)
    {
        if (client.Exists)
        {
            return ClientProblems.Exists;
        }

        var roles = wanted.Roles.Distinct().Order().ToList();
        var flaws = roles
            .SelectMany(role => GrantAccess.FlawsOf(
                new Grant(role, role == Role.Association ? wanted.Association : null, role == Role.Host ? wanted.HostId : null, now, null), now))
            .ToList();
        if (wanted.Association is not null && !roles.Contains(Role.Association))
        {
            flaws.AddRange(GrantAccess.FlawsOf(new Grant(Role.Organiser, wanted.Association, null, now, null), now));
        }

        // A program has no address by which a host could be known.
        if (wanted.HostId is null && roles.Contains(Role.Host))
        {
            flaws.Add(new("hostId", "Anges för rollen host.", "Is given for the role host."));
        }

        if (wanted.HostId is not null && !roles.Contains(Role.Host))
        {
            flaws.AddRange(GrantAccess.FlawsOf(new Grant(Role.Organiser, null, wanted.HostId, now, null), now));
        }

        return flaws.Count > 0
            ? Flaw.Refuse(flaws)
            : Decision.Of(new ClientWasMade(wanted.Id, wanted.Name.Trim(), roles, wanted.Association, wanted.HostId, secretHash, by, now));
    }
}

/// <summary>
/// Makes a program that signs in as itself, at <c>POST /connect/token</c>. The answer has its secret, which is shown this once; an
/// Idempotency-Key is not looked at here. 409 <c>client-exists</c>, also where the client of that id is disabled. 403 where it gets the role
/// host, association or dataProtectionOfficer from who is not data protection officer too. For organisers of all municipalities.
/// </summary>
public static class MakeClientEndpoint
{
    public static void MapMakeClient(this RouteGroupBuilder api) =>
        api.MapPost("/clients", HandleAsync)
            .Validates<MakeClient.Request>()
            .WithoutIdempotencyKey()
            .Only(Roles.Organiser)
            .WithTags("Clients")
            .Audited()
            .WithName("makeClient")
            .WithSummary("Make a client");

    private static async Task<Results<Created<ClientWithSecret>, ProblemHttpResult>> HandleAsync(
        MakeClient.Request request,
        HttpContext context,
        ISessionFactory sessions,
        RegisterApplication applications,
        ClientSecrets secrets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!request.Roles.All(context.User.MayGiveToClient))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var (by, now, secret) = (context.User.Identity!.Name!, clock.GetUtcNow(), ClientSecrets.New());
        var hash = secrets.HashOf(secret);

        // Without its stream an application gets no token: what is left behind by a crash in between opens nothing.
        await applications.EnsureMachineAsync(request.Id, cancellationToken);
        var decided = await sessions.DecideAsync<Client>(
            Client.StreamOf(request.Id), ExpectedVersion.Any, client => MakeClient.Decide(client, request, hash, by, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        context.Response.SetVersion(decided.Version);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/clients/{request.Id}", new ClientWithSecret(ClientView.Of(decided.State, now), secret));
    }
}
