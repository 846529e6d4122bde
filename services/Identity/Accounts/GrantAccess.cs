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
    private const int MostDays = 20;

    /// <summary>From when until when the role holds, and where.</summary>
    /// <param name="Association">Which one the account speaks for, at most 60 characters; needed in the role association, left out in all others.</param>
    /// <param name="HostId">Which one the account is, in the role host only; left out, whoever Scheduling knows by the account's address.</param>
    /// <param name="From">ISO 8601 with offset: from when it holds; left out, from now, or as before where it holds already.</param>
    /// <param name="Until">ISO 8601 with offset: until when it holds, after from and now; left out for as long as nobody takes it back.</param>
    /// <param name="Doors">At the doors of which activities, 1 to 20, in the role frontDesk only; left out for any.</param>
    /// <param name="Days">On which days, 1 to 20, Europe/Stockholm, in the role frontDesk only; left out for any.</param>
    /// <param name="Municipality">In the editions of which municipality, in the roles organiser, planner and reporter; left out for all.</param>
    public sealed record Request(
        string? Association,
        HostId? HostId,
        DateTimeOffset? From,
        DateTimeOffset? Until,
        IReadOnlyList<ActivityId>? Doors = null,
        IReadOnlyList<DateOnly>? Days = null,
        string? Municipality = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Association).OptionalText(LongestAssociation);
            RuleFor(request => request.Doors).Must(AreFew).WithMessage(_ => FewDoors.In(Languages.Current));
            RuleFor(request => request.Days).Must(AreFew).WithMessage(_ => FewDays.In(Languages.Current));
            RuleFor(request => request.Municipality).IsMunicipality();
        }
    }

    /// <summary>They are in each token.</summary>
    internal static bool AreFew(IReadOnlyList<ActivityId>? doors) => doors is null or { Count: > 0 and <= MostDoors };

    internal static bool AreFew(IReadOnlyList<DateOnly>? days) => days is null or { Count: > 0 and <= MostDays };

    internal static Wording FewDoors { get; } = new($"1 till {MostDoors} dörrar; utelämna för alla.", $"1 to {MostDoors} doors; leave it out for any.");

    internal static Wording FewDays { get; } = new($"1 till {MostDays} dagar; utelämna för alla.", $"1 to {MostDays} days; leave it out for any.");

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
        var from = wanted.From ?? (before?.HoldsAt(now) == true ? before.From : now);
        var grant = new Grant(
            role, wanted.Association, wanted.HostId, from, wanted.Until, wanted.Doors, Days: wanted.Days, Municipality: wanted.Municipality);
        if (FlawsOf(grant, now) is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws);
        }

        if (grant == before)
        {
            return Decision.Nothing;
        }

        var narrows = before is not null && before.HoldsAt(now) && !before.IsWithin(grant, now);
        return Decision.Of(new AccessWasGranted(role, grant.Association, grant.HostId, grant.From, grant.Until, narrows, by, now, grant.Doors, grant.Days, grant.Municipality));
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

        if (grant.Role != Role.FrontDesk && grant.Days is not null)
        {
            flaws.Add(new("days", "Anges bara för rollen frontDesk.", "Is given for the role frontDesk only."));
        }

        if (grant.Municipality is not null && !IsOfEditions(grant.Role))
        {
            flaws.Add(new("municipality", "Anges bara för rollerna organiser, planner och reporter.", "Is given for the roles organiser, planner and reporter only."));
        }

        if (grant.Until <= grant.From || grant.Until <= now)
        {
            flaws.Add(new("until", "Slutet kommer efter början, och efter nu.", "The end comes after the start, and after now."));
        }

        return flaws;
    }

    /// <summary>Those whose calls name what they are about: the front desk is given doors, and whoever protects people's data does it everywhere.</summary>
    private static bool IsOfEditions(Role role) => role is Role.Organiser or Role.Planner or Role.Reporter;
}

/// <summary>
/// Lets an account do something. It has one grant of each role: another one replaces from when until when it holds, and where. It holds in the
/// tokens that are issued from then on; where something is not allowed any more, earlier tokens are refused within a minute. The same again
/// changes nothing. 403 where the role dataProtectionOfficer or a <c>hostId</c> is given, or something is taken from a data protection officer,
/// by who is none; 409 <c>ones-own-account</c>, or <c>last-data-protection-officer</c> where nobody would be it then. For organisers of all
/// municipalities.
/// </summary>
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
            .WithSummary("Grant a role");

    /// <param name="role">organiser, planner, frontDesk, host, association, reporter, dataProtectionOfficer or operator.</param>
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

        if (!context.User.MayGive(granted, request.HostId))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        // What it narrows is taken.
        return await sessions.TakeAsync(
            id, ifMatch, context, (account, by, now) => GrantAccess.Decide(account, granted, request, by, now), clock, cancellationToken);
    }
}
