using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class AccountDecisions
{
    private const string Eva = "organiser-eva";
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Anna = AccountIds.Of("anna@lerum.example").Value;
    private static readonly AccountWasInvited Invited = new("anna@lerum.example", "Anna", "sv", Eva, Now.AddDays(-1));

    [Fact]
    public void An_invitation_makes_an_account_with_its_grants()
    {
        var decided = InviteAccount.Decide(
            Given(), new InviteAccount.Request(" Anna@Lerum.example ", " Anna ", null, [new(Role.Planner, null, null, null, null)]), Eva, Now);

        decided.Events.ShouldBe(
        [
            new AccountWasInvited("anna@lerum.example", "Anna", "sv", Eva, Now),
            new AccessWasGranted(Role.Planner, null, null, Now, null, Narrows: false, Eva, Now),
        ]);
    }

    [Fact]
    public void An_address_has_one_account() =>
        InviteAccount.Decide(Given(Invited), new InviteAccount.Request("anna@lerum.example", "Anna", null, null), Eva, Now)
            .Refusal!.Problem.ShouldBe(AccountProblems.Exists);

    [Fact]
    public void Who_has_left_can_be_invited_again_and_may_nothing_then()
    {
        var left = Given(Invited, Granted(Role.Organiser), new AccountLeft(Eva, Now.AddHours(-1)));

        InviteAccount.Decide(left, new InviteAccount.Request("anna@lerum.example", "Anna", null, null), Eva, Now).Events.Count.ShouldBe(1);
        Given(Invited, Granted(Role.Organiser), new AccountLeft(Eva, Now.AddHours(-1)), Invited with { At = Now }).Grants.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Role.Association, null)]
    [InlineData(Role.Organiser, "foretagarna")]
    public void An_association_is_named_where_there_is_one(Role role, string? association) =>
        GrantAccess.Decide(Given(Invited), role, new GrantAccess.Request(association, null, null, null), Eva, Now)
            .Refusal!.Facts![Flaw.Errors].ShouldBeOfType<Dictionary<string, Wording[]>>().Keys.ShouldBe(["association"]);

    [Fact]
    public void A_host_is_named_in_that_role_only() =>
        GrantAccess.Decide(Given(Invited), Role.Planner, new GrantAccess.Request(null, HostId.New(), null, null), Eva, Now)
            .Refusal!.Facts![Flaw.Errors].ShouldBeOfType<Dictionary<string, Wording[]>>().Keys.ShouldBe(["hostId"]);

    [Theory]
    [InlineData(Role.Organiser, "days")]
    [InlineData(Role.FrontDesk, "municipality")]
    [InlineData(Role.DataProtectionOfficer, "municipality")]
    public void Days_and_municipalities_are_named_where_they_mean_something(Role role, string field) =>
        GrantAccess.Decide(
            Given(Invited),
            role,
            new GrantAccess.Request(
                null, null, null, null, Days: field == "days" ? [new DateOnly(2027, 9, 2)] : null, Municipality: field == "days" ? null : "lerum"),
            Eva,
            Now).Refusal!.Facts![Flaw.Errors].ShouldBeOfType<Dictionary<string, Wording[]>>().Keys.ShouldBe([field]);

    [Theory]
    [InlineData(null, "lerum", true)]
    [InlineData("lerum", "ale", true)]
    [InlineData("lerum", null, false)]
    [InlineData("lerum", "lerum", false)]
    public void Tokens_of_before_are_over_where_a_municipality_is_taken_away(string? before, string? after, bool narrows) =>
        Grants(before, null).IsWithin(Grants(after, null), Now).ShouldBe(!narrows);

    [Fact]
    public void Tokens_of_before_are_over_where_a_day_is_taken_away()
    {
        DateOnly[] both = [new(2027, 9, 2), new(2027, 9, 3)];

        Grants(null, both).IsWithin(Grants(null, both[..1]), Now).ShouldBeFalse();
        Grants(null, both[1..]).IsWithin(Grants(null, both), Now).ShouldBeTrue();
        Grants(null, both).IsWithin(Grants(null, null), Now).ShouldBeTrue();
    }

    [Fact]
    public void A_grant_ends_after_it_begins_and_after_now() =>
        GrantAccess.Decide(Given(Invited), Role.Planner, new GrantAccess.Request(null, null, Now.AddDays(2), Now.AddDays(1)), Eva, Now)
            .Refusal!.Problem.ShouldBe(CommonProblems.Invalid);

    [Fact]
    public void The_same_grant_again_changes_nothing()
    {
        var request = new GrantAccess.Request(null, null, Now, Now.AddDays(1));
        var first = GrantAccess.Decide(Given(Invited), Role.FrontDesk, request, Eva, Now);

        GrantAccess.Decide(Given([Invited, .. first.Events]), Role.FrontDesk, request, Eva, Now.AddMinutes(1)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_grant_without_a_start_keeps_the_one_that_holds()
    {
        var account = Given(Invited, Granted(Role.Planner));

        GrantAccess.Decide(account, Role.Planner, new GrantAccess.Request(null, null, null, null), Eva, Now).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, 10, true)]
    [InlineData(20, 10, true)]
    [InlineData(10, 20, false)]
    [InlineData(10, null, false)]
    public void A_grant_narrows_where_its_end_comes_sooner(int? before, int? after, bool narrows)
    {
        var account = Given(Invited, Granted(Role.Planner) with { Until = InDays(before) });

        GrantAccess.Decide(account, Role.Planner, new GrantAccess.Request(null, null, null, InDays(after)), Eva, Now).Events.ShouldHaveSingleItem()
            .ShouldBeOfType<AccessWasGranted>().Narrows.ShouldBe(narrows);

        static DateTimeOffset? InDays(int? days) => days is { } some ? Now.AddDays(some) : null;
    }

    [Fact]
    public void Another_association_narrows() =>
        GrantAccess.Decide(
                Given(Invited, Granted(Role.Association) with { Association = "foretagarna" }),
                Role.Association,
                new GrantAccess.Request("naringsliv", null, null, null),
                Eva,
                Now)
            .Events.ShouldHaveSingleItem().ShouldBeOfType<AccessWasGranted>().Narrows.ShouldBeTrue();

    [Fact]
    public void Fewer_doors_narrow_and_doors_are_the_front_desks()
    {
        var (one, two) = (ActivityId.New(), ActivityId.New());
        var account = Given(Invited, Granted(Role.FrontDesk) with { Doors = [one, two] });

        AccessWasGranted? With(params ActivityId[]? doors) =>
            (AccessWasGranted?)GrantAccess.Decide(account, Role.FrontDesk, new GrantAccess.Request(null, null, null, null, doors), Eva, Now).Events.SingleOrDefault();
        With(one)!.Narrows.ShouldBeTrue();
        With(one, two).ShouldBeNull();
        With(null)!.Narrows.ShouldBeFalse();
        GrantAccess.Decide(account, Role.Planner, new GrantAccess.Request(null, null, null, null, [one]), Eva, Now).Refusal!.Problem.ShouldBe(CommonProblems.Invalid);
    }

    [Fact]
    public void A_grant_that_does_not_hold_yet_cannot_be_narrowed() =>
        GrantAccess.Decide(
                Given(Invited, Granted(Role.Planner) with { From = Now.AddDays(1) }), Role.Planner, new GrantAccess.Request(null, null, Now.AddDays(2), null), Eva, Now)
            .Events.ShouldHaveSingleItem().ShouldBeOfType<AccessWasGranted>().Narrows.ShouldBeFalse();

    [Fact]
    public void What_is_taken_back_is_taken_back_once()
    {
        RevokeAccess.Decide(Given(Invited, Granted(Role.Planner)), Role.Planner, Eva, Now).Events.ShouldBe([new AccessWasRevoked(Role.Planner, Eva, Now)]);
        RevokeAccess.Decide(Given(Invited), Role.Planner, Eva, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_a_host_no_more_by_their_address_loses_the_tokens_that_say_so()
    {
        var host = HostId.New();

        LoseHost.Decide(Given(Invited, Granted(Role.Host)), host, Now).Events.ShouldBe([new HostWasTakenAway(host, Now)]);
        LoseHost.Decide(Given(Invited, Granted(Role.Host) with { HostId = host }), host, Now).Events.ShouldBeEmpty("somebody named it");
        LoseHost.Decide(Given(Invited), host, Now).Events.ShouldBeEmpty();
        LoseHost.Decide(Given(), host, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_gets_a_former_colleagues_address_has_not_done_what_they_did()
    {
        var bo = Given(Invited, new AccountLeft(Eva, Now.AddHours(-1)), Invited with { Name = "Bo", At = Now });

        ReadAuditEndpoint.NameAt(bo, Now.AddHours(-2)).ShouldBeNull();
        ReadAuditEndpoint.NameAt(bo, Now).ShouldBe("Bo");
    }

    [Fact]
    public void Nobody_changes_what_they_may_do_themselves()
    {
        var account = Given(Invited, Granted(Role.Organiser));
        var oneself = Anna.ToString();

        GrantAccess.Decide(account, Role.Operator, new GrantAccess.Request(null, null, null, null), oneself, Now).Refusal!.Problem.ShouldBe(AccountProblems.OnesOwn);
        RevokeAccess.Decide(account, Role.Organiser, oneself, Now).Refusal!.Problem.ShouldBe(AccountProblems.OnesOwn);
        LockAccount.Decide(account, oneself, Now).Refusal!.Problem.ShouldBe(AccountProblems.OnesOwn);
        RemoveAccount.Decide(account, oneself, Now).Refusal!.Problem.ShouldBe(AccountProblems.OnesOwn);
    }

    [Fact]
    public void Grants_hold_from_their_start_to_their_end()
    {
        var account = Given(Invited, Granted(Role.FrontDesk) with { From = Now, Until = Now.AddHours(8) }, Granted(Role.Reporter));

        account.GrantsAt(Now.AddSeconds(-1)).Select(grant => grant.Role).ShouldBe([Role.Reporter]);
        account.GrantsAt(Now).Select(grant => grant.Role).ShouldBe([Role.FrontDesk, Role.Reporter]);
        account.GrantsAt(Now.AddHours(8)).Select(grant => grant.Role).ShouldBe([Role.Reporter]);
        account.GrantsChangeAt(Now).ShouldBe(Now.AddHours(8));
        account.GrantsChangeAt(Now.AddHours(8)).ShouldBeNull();
    }

    [Fact]
    public void Who_is_locked_out_may_nothing_and_signs_in_anew_afterwards()
    {
        object[] before = [Invited, Granted(Role.Planner), new AccountWasLocked(Eva, Now)];

        Given(before).CanSignIn.ShouldBeFalse();
        Given(before).GrantsAt(Now).ShouldBeEmpty();
        var unlocked = Given([.. before, new AccountWasUnlocked(Eva, Now.AddHours(1))]);
        unlocked.GrantsAt(Now.AddHours(1)).ShouldHaveSingleItem();
        unlocked.IsSignedInSince(Now).ShouldBeFalse();
        unlocked.IsSignedInSince(Now.AddHours(1)).ShouldBeTrue();
    }

    [Fact]
    public void The_first_time_is_told_once()
    {
        SignInFirst.Decide(Given(Invited), Now).Events.ShouldBe([new SignedInFirst(Now)]);
        SignInFirst.Decide(Given(Invited, new SignedInFirst(Now)), Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_no_account_is_none()
    {
        LockAccount.Decide(Given(), Eva, Now).Refusal!.Problem.ShouldBe(AccountProblems.NoSuchAccount);
        UnlockAccount.Decide(Given(), Eva, Now).Refusal!.Problem.ShouldBe(AccountProblems.NoSuchAccount);
        RevokeAccess.Decide(Given(), Role.Host, Eva, Now).Refusal!.Problem.ShouldBe(AccountProblems.NoSuchAccount);
        RemoveAccount.Decide(Given(), Eva, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Every_role_has_a_name_in_tokens_and_is_found_by_it()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            RoleClaims.Find(RoleClaims.NameOf(role)).ShouldBe(role);
        }

        RoleClaims.Find("king").ShouldBeNull();
    }

    private static AccessWasGranted Granted(Role role) => new(role, null, null, Now.AddDays(-1), null, Narrows: false, Eva, Now.AddDays(-1));

    private static Account Given(params object[] events) => States.After<Account>(events) with { Id = Anna };

    private static Grant Grants(string? municipality, IReadOnlyList<DateOnly>? days) =>
        new(Role.Organiser, null, null, Now, null, Days: days, Municipality: municipality);
}
