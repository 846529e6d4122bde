using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.SignIn;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class PasskeyDecisions
{
    private const string Eva = "organiser-eva";
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Passkey Phone = new("phone", "AAAA", "Firefox, Android", 0, ["internal"], true, true, true, Now);
    private static readonly Passkey Key = Phone with { Id = "key", SignCount = 7 };

    [Fact]
    public void The_first_one_needs_a_code_only() =>
        AddPasskey.Decide(Anna(), SignInWay.Code, Now, Phone, Now).Events.ShouldBe([new PasskeyWasAdded(Phone, Now, Anna().ToldTo())]);

    [Fact]
    public void Who_reads_somebodys_mail_adds_none_beside_theirs()
    {
        AddPasskey.Decide(Anna(Phone), SignInWay.Code, Now, Key, Now).Refusal!.Problem.ShouldBe(AddPasskey.PasskeyFirst);
        AddPasskey.Decide(Anna(Phone), SignInWay.Passkey, Now, Key, Now).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_reads_somebodys_mail_removes_none()
    {
        RemovePasskey.Decide(Anna(Phone), SignInWay.Code, Now, "phone", Now).Refusal!.Problem.ShouldBe(AddPasskey.PasskeyFirst);
        var removed = RemovePasskey.Decide(Anna(Phone, Key), SignInWay.Passkey, Now, "phone", Now).Events.ShouldHaveSingleItem();
        Anna(Phone, Key).Evolve(removed).Passkeys.ShouldBe([Key]);
    }

    [Theory]
    [InlineData(SignInWay.Passkey)]
    [InlineData(SignInWay.Directory)]
    public void Who_finds_a_browser_left_open_changes_none(SignInWay way)
    {
        var thisMorning = Now.AddMinutes(-6);

        AddPasskey.Decide(Anna(Phone), way, thisMorning, Key, Now).Refusal!.Problem.ShouldBe(AddPasskey.SignInAgain);
        AddPasskey.Decide(Anna(), SignInWay.Code, thisMorning, Key, Now).Refusal!.Problem.ShouldBe(AddPasskey.SignInAgain);
        RemovePasskey.Decide(Anna(Phone), way, thisMorning, "phone", Now).Refusal!.Problem.ShouldBe(AddPasskey.SignInAgain);
        AddPasskey.Decide(Anna(Phone), way, Now.AddMinutes(-5), Key, Now).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_signs_in_again_comes_back_to_where_they_were()
    {
        const string asked = "/connect/authorize?client_id=terminal&max_age=60";

        SignInPages.ReturnOf(SignInPages.AskingAgain(null)).ShouldBe(SignInPages.PasskeysPath);
        SignInPages.AsksAgain(SignInPages.PasskeysPath).ShouldBeTrue();
        SignInPages.WithoutAskingAgain(SignInPages.PasskeysPath).ShouldBe(SignInPages.PasskeysPath);
        SignInPages.AsksAgain(SignInPages.ReturnOf(SignInPages.AskingAgain(asked))!).ShouldBeTrue();
        SignInPages.WithoutAskingAgain(SignInPages.AskingAgain(asked)).ShouldBe("/connect/authorize?client_id=terminal");
        SignInPages.ReturnOf("/sign-in/passkeys@evil.example").ShouldBeNull();
    }

    [Fact]
    public void An_organiser_removes_all_of_somebody_else_and_none_of_their_own()
    {
        var removed = RemovePasskeys.Decide(Anna(Phone, Key), Eva, Now).Events;
        removed.Count.ShouldBe(2);
        removed.Aggregate(Anna(Phone, Key), (account, @event) => account.Evolve(@event)).IsSignedInSince(Now).ShouldBeFalse("somebody else may have the device");
        RemovePasskeys.Decide(Anna(Phone), Anna().Id.ToString(), Now).Refusal!.Problem.ShouldBe(AccountProblems.OnesOwn);
    }

    [Fact]
    public void What_a_device_counts_is_remembered()
    {
        UsePasskey.Decide(Anna(Phone), "phone", 0, true, Now).Events.ShouldBeEmpty();
        var used = UsePasskey.Decide(Anna(Key), "key", 8, true, Now).Events.ShouldHaveSingleItem();
        Anna(Key).Evolve(used).Passkeys.Single().SignCount.ShouldBe(8);
    }

    [Fact]
    public void A_required_passkey_is_missing_after_a_code_and_in_that_role_only()
    {
        var required = new RequiredPasskeys(new HashSet<Role> { Role.Organiser });
        var (organiser, planner) = (Anna() with { Grants = [GrantOf(Role.Organiser), GrantOf(Role.Planner)] }, Anna() with { Grants = [GrantOf(Role.Planner)] });

        required.IsMissing(organiser, SessionBy(SignInWay.Code), Now).ShouldBeTrue();
        required.IsMissing(organiser, SessionBy(SignInWay.Passkey), Now).ShouldBeFalse();
        required.IsMissing(organiser, SessionBy(SignInWay.Directory), Now).ShouldBeFalse();
        required.IsMissing(planner, SessionBy(SignInWay.Code), Now).ShouldBeFalse();
        required.GrantsIn(SessionBy(SignInWay.Code), organiser, Now).Select(grant => grant.Role).ShouldBe([Role.Planner]);
        required.GrantsIn(SessionBy(SignInWay.Passkey), organiser, Now).Count.ShouldBe(2);
    }

    private static Grant GrantOf(Role role) => new(role, null, null, Now.AddDays(-1), null);

    private static Session SessionBy(SignInWay way) => new() { Id = Guid.NewGuid(), AccountId = Anna().Id, Way = way, StartedAt = Now, EndsAt = Now.AddDays(30) };

    private static Account Anna(params Passkey[] passkeys) =>
        Account.Initial with { Id = AccountIds.Of("anna@lerum.example").Value, Exists = true, Email = "anna@lerum.example", Passkeys = passkeys };
}
