using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Passkeys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Who watches organisers is not silenced by them, and there is always somebody who does.</summary>
public sealed class TakingRoles
{
    private const string Eva = "organiser-eva";
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Passkey Phone = new("phone", "AAAA", "Firefox, Android", 0, ["internal"], true, true, true, Now);
    private static readonly Account Officer = With(Role.DataProtectionOfficer, Role.Planner) with { Passkeys = [Phone] };

    [Fact]
    public void An_organiser_takes_nothing_from_who_may_more_than_they_can_give()
    {
        Taken(Officer, RevokeAccess.Decide(Officer, Role.DataProtectionOfficer, Eva, Now)).Refusal!.Problem.ShouldBe(CommonProblems.Forbidden);
        Taken(Officer, RevokeAccess.Decide(Officer, Role.Planner, Eva, Now)).Refusal!.Problem.ShouldBe(CommonProblems.Forbidden);
        Taken(Officer, LockAccount.Decide(Officer, Eva, Now)).Refusal!.Problem.ShouldBe(CommonProblems.Forbidden);
        Taken(Officer, RemoveAccount.Decide(Officer, Eva, Now)).Refusal!.Problem.ShouldBe(CommonProblems.Forbidden);
        Taken(Officer, RemovePasskeys.Decide(Officer, Eva, Now)).Refusal!.Problem.ShouldBe(CommonProblems.Forbidden);
        Taken(Officer, Until(Officer, Now.AddMinutes(1))).Refusal!.Problem.ShouldBe(CommonProblems.Forbidden);

        var planner = With(Role.Planner);
        Taken(planner, LockAccount.Decide(planner, Eva, Now)).Events.ShouldHaveSingleItem();
        Taken(Officer, GrantAccess.Decide(Officer, Role.Reporter, new GrantAccess.Request(null, null, null, null), Eva, Now)).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_last_one_stays_whoever_asks()
    {
        foreach (var decided in (Decision[])
        [
            RevokeAccess.Decide(Officer, Role.DataProtectionOfficer, Eva, Now), LockAccount.Decide(Officer, Eva, Now), RemoveAccount.Decide(Officer, Eva, Now),
            Until(Officer, Now.AddMinutes(1)),
        ])
        {
            Taken(Officer, decided, isOfficer: true).Refusal!.Problem.ShouldBe(AccountProblems.LastOfficer);
            Taken(Officer, decided, isOfficer: true, hasOther: true).Events.ShouldHaveSingleItem();
        }

        Taken(Officer, RemovePasskeys.Decide(Officer, Eva, Now), isOfficer: true).Events.ShouldHaveSingleItem("they sign in by a code");
        Taken(Officer, RevokeAccess.Decide(Officer, Role.Planner, Eva, Now), isOfficer: true).Events.ShouldHaveSingleItem();
        var locked = Officer with { IsLocked = true };
        Taken(locked, RemoveAccount.Decide(locked, Eva, Now), isOfficer: true).Events.ShouldHaveSingleItem("is none any more");
    }

    private static Decision Until(Account account, DateTimeOffset until) =>
        GrantAccess.Decide(account, Role.DataProtectionOfficer, new GrantAccess.Request(null, null, null, until), Eva, Now);

    private static Decision Taken(Account account, Decision decided, bool isOfficer = false, bool hasOther = false) =>
        RolesToTake.Check(account, decided, role => isOfficer || role != Role.DataProtectionOfficer, hasOther, Now);

    private static Account With(params Role[] roles) => Account.Initial with
    {
        Id = AccountIds.Of("anna@lerum.example").Value,
        Exists = true,
        Email = "anna@lerum.example",
        Grants = [.. roles.Select(role => new Grant(role, null, null, Now.AddDays(-1), null))],
    };
}
