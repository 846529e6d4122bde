using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>An organiser says what an account may do, and from when until when. What it could do in that role before is over.</summary>
public static class GrantAccess
{
    private const int LongestAssociation = 60;
    private const int MostDoors = 20;

    /// <param name="Association">Which one the account speaks for; in the role association only.</param>
    /// <param name="HostId">Which one the account is, in the role host only; left out, whoever Scheduling knows by the account's address.</param>
    /// <param name="From">Left out for now on.</param>
    /// <param name="Until">Left out for as long as nobody takes it back.</param>
    /// <param name="Doors">At the doors of which activities, in the role front desk only; left out for any.</param>
    public sealed record Request(
        string? Association, HostId? HostId, DateTimeOffset? From, DateTimeOffset? Until, IReadOnlyList<ActivityId>? Doors = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Association).OptionalText(LongestAssociation);
            RuleFor(request => request.Doors).Must(AreFew).WithMessage(_ => FewDoors.In(Languages.Current));
        }
    }

    /// <summary>They are in each token.</summary>
    internal static bool AreFew(IReadOnlyList<ActivityId>? doors) => doors is null or { Count: > 0 and <= MostDoors };

    internal static Wording FewDoors { get; } = new($"1 till {MostDoors} dörrar; utelämna för alla.", $"1 to {MostDoors} doors; leave it out for any.");

    public static Decision Decide(Account account, Role role, Request wanted, string by, DateTimeOffset now)
    {
        if (!account.Exists)
        {
            return AccountProblems.NoSuchAccount;
        }

        // Else whoever is left could have nobody to ask.
        if (by == account.Id.ToString())
        {
            return AccountProblems.OnesOwn;
        }

        var before = account.GrantOf(role);
        var grant = new Grant(role, wanted.Association, wanted.HostId, wanted.From ?? (before?.HoldsAt(now) == true ? before.From : now), wanted.Until, wanted.Doors);
        if (FlawsOf(grant, now) is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws);
        }

        if (grant == before)
        {
            return Decision.Nothing;
        }

        var narrows = before is not null && before.HoldsAt(now) && !before.IsWithin(grant, now);
        return Decision.Of(new AccessWasGranted(role, grant.Association, grant.HostId, grant.From, grant.Until, narrows, by, now, grant.Doors));
    }

    /// <summary>What is wrong with a grant, by its fields.</summary>
    public static IReadOnlyList<Flaw> FlawsOf(Grant grant, DateTimeOffset now)
    {
        List<Flaw> flaws = [];
        if (grant.Role == Role.Association != !string.IsNullOrWhiteSpace(grant.Association))
        {
            flaws.Add(new("association", "Anges för rollen association, och bara där.", "Is given for the role association, and only there."));
        }

        if (grant.Role != Role.Host && grant.HostId is not null)
        {
            flaws.Add(new("hostId", "Anges bara för rollen host.", "Is given for the role host only."));
        }

        if (grant.Role != Role.FrontDesk && grant.Doors is not null)
        {
            flaws.Add(new("doors", "Anges bara för rollen frontDesk.", "Is given for the role frontDesk only."));
        }

        if (grant.Until <= grant.From || grant.Until <= now)
        {
            flaws.Add(new("until", "Slutet kommer efter början, och efter nu.", "The end comes after the start, and after now."));
        }

        return flaws;
    }
}

/// <summary><c>PUT /accounts/{id}/grants/{role}</c>.</summary>
public static class GrantAccessEndpoint
{
    public static void MapGrantAccess(this RouteGroupBuilder api) =>
        api.MapPut("/accounts/{id}/grants/{role}", HandleAsync)
            .Validates<GrantAccess.Request>()
            .TakesBack<GrantView>()
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("grantAccess")
            .WithSummary("Grant a role")
            .WithDescription("One grant for each role: the same again changes from when until when it holds. What is narrowed ends the tokens that were issued until then. For organisers, and not for their own account.");

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> HandleAsync(
        AccountId id,
        string role,
        IfMatch ifMatch,
        GrantAccess.Request request,
        HttpContext context,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!EnumNames<Role>.All.TryGetValue(role, out var granted))
        {
            return Problems.Invalid("role", () => EnumNames<Role>.Expected);
        }

        if (!context.User.MayGive(granted))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        return await sessions.DecideAsync(
            id, ifMatch, context, (account, by, now) => GrantAccess.Decide(account, granted, request, by, now), clock, cancellationToken);
    }
}
