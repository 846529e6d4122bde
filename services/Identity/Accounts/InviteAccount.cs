using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>An organiser invites somebody, who signs in by a code that is mailed to the address.</summary>
public static class InviteAccount
{
    private const int LongestName = 100;
    private const int LongestAssociation = 60;

    /// <summary>Whom to invite, and what they may do.</summary>
    /// <param name="Email">Where their invitation and their codes are mailed; an address has one account.</param>
    /// <param name="Name">What colleagues call them; at most 100 characters.</param>
    /// <param name="Language">"sv" or "en": what they are written to in; left out for "sv".</param>
    /// <param name="Grants">What the account may do, each role once at most; left out for nothing yet.</param>
    public sealed record Request(string Email, string Name, string? Language, IReadOnlyList<GrantRequest>? Grants);

    /// <summary>A role that is given with the invitation.</summary>
    /// <param name="Role">What the account may do.</param>
    /// <param name="Association">Which one the account speaks for, at most 60 characters; needed in the role association, left out in all others.</param>
    /// <param name="HostId">Which one the account is, in the role host only; left out, whoever Scheduling knows by the account's address.</param>
    /// <param name="From">ISO 8601 with offset: from when it holds; left out for now on.</param>
    /// <param name="Until">ISO 8601 with offset: until when it holds, after from and now; left out for as long as nobody takes it back.</param>
    /// <param name="Doors">At the doors of which activities, 1 to 20, in the role frontDesk only; left out for any.</param>
    /// <param name="Days">On which days, 1 to 20, Europe/Stockholm, in the role frontDesk only; left out for any.</param>
    /// <param name="Municipality">In the editions of which municipality, in the roles organiser, planner and reporter; left out for all.</param>
    public sealed record GrantRequest(
        Role Role,
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
            RuleFor(request => request.Email).IsEmailAddress();
            RuleFor(request => request.Name).Text(LongestName);
            RuleFor(request => request.Language).IsLanguageOrNone();
            RuleFor(request => request.Grants).Must(grants => grants is null || grants.Select(grant => grant.Role).Distinct().Count() == grants.Count)
                .WithMessage(_ => Languages.Choose("Varje roll högst en gång.", "Each role at most once."));
            RuleForEach(request => request.Grants).ChildRules(grant =>
            {
                grant.RuleFor(each => each.Association).OptionalText(LongestAssociation);
                grant.RuleFor(each => each.Doors).Must(GrantAccess.AreFew).WithMessage(_ => GrantAccess.FewDoors.In(Languages.Current));
                grant.RuleFor(each => each.Days).Must(GrantAccess.AreFew).WithMessage(_ => GrantAccess.FewDays.In(Languages.Current));
                grant.RuleFor(each => each.Municipality).IsMunicipality();
            });
        }
    }

    public static Decision Decide(Account account, Request wanted, string by, DateTimeOffset now)
    {
        if (account.Exists)
        {
            return AccountProblems.Exists.With("id", account.Id);
        }

        var grants = (wanted.Grants ?? [])
            .Select(grant => new Grant(grant.Role, grant.Association, grant.HostId, grant.From ?? now, grant.Until, grant.Doors, Days: grant.Days, Municipality: grant.Municipality))
            .ToList();
        var flaws = grants.SelectMany((grant, index) =>
            GrantAccess.FlawsOf(grant, now).Select(flaw => flaw with { Field = $"grants[{index}].{flaw.Field}" })).ToList();
        if (flaws.Count > 0)
        {
            return Flaw.Refuse(flaws);
        }

        var email = EmailAddress.TryNormalise(wanted.Email, out var normalised) ? normalised : wanted.Email;
        return Decision.Of(
        [
            new AccountWasInvited(email, wanted.Name.Trim(), wanted.Language ?? Languages.Swedish, by, now),
            .. grants.Select(grant => new AccessWasGranted(
                grant.Role, grant.Association, grant.HostId, grant.From, grant.Until, Narrows: false, by, now, grant.Doors, grant.Days, grant.Municipality)),
        ]);
    }
}

/// <summary>
/// Invites somebody: they are mailed, and sign in by a code that is mailed to them. Roles can be given at once or later. 409
/// <c>account-exists</c>, with its <c>id</c>, where the address has an account; 403 where the role dataProtectionOfficer or a <c>hostId</c> is
/// given by who is not data protection officer too. For organisers of all municipalities.
/// </summary>
public static class InviteAccountEndpoint
{
    public static void MapInviteAccount(this RouteGroupBuilder api) =>
        api.MapPost("/accounts", HandleAsync)
            .Validates<InviteAccount.Request>()
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("inviteAccount")
            .WithSummary("Invite somebody");

    private static async Task<Results<Created<AccountView>, ProblemHttpResult>> HandleAsync(
        InviteAccount.Request request, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Grants?.All(grant => context.User.MayGive(grant.Role, grant.HostId)) == false)
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        EmailAddress.TryNormalise(request.Email, out var email);
        var id = AccountIds.Of(email);
        var (by, now) = (context.User.Identity!.Name!, clock.GetUtcNow());
        var decided = await sessions.DecideAsync<Account>(
            id.Value, ExpectedVersion.Any, account => InviteAccount.Decide(account with { Id = id.Value }, request, by, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        context.Response.SetVersion(decided.Version);
        return TypedResults.Created($"/api/v1/accounts/{id}", AccountView.Of(decided.State, now));
    }
}
