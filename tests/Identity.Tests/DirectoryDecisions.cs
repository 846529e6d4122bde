using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Directories;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class DirectoryDecisions
{
    private const string Email = "anna@lerum.example";
    private const string Eva = "organiser-eva";
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly AccountWasInvited Invited = new(Email, "Anna", "sv", Eva, Now.AddDays(-1));

    [Fact]
    public void Who_has_a_role_by_a_group_needs_no_invitation()
    {
        var decided = SignInByDirectory.Decide(Given(), Anna(Role.Planner), Now);

        decided.Events.ShouldBe(
        [
            new AccountWasInvited(Email, "Anna", "sv", Actors.Directory, Now),
            new DirectoryWasTied("42", Now),
            new AccessWasGranted(Role.Planner, null, null, Now, null, Narrows: false, Actors.Directory, Now),
            new SignedInFirst(Now),
        ]);
    }

    [Fact]
    public void Who_has_none_is_not_made_an_account() =>
        SignInByDirectory.Decide(Given(), Anna(), Now).Refusal!.Problem.ShouldBe(SignInByDirectory.NotInvited);

    [Fact]
    public void Who_is_locked_out_is_so_here_too() =>
        SignInByDirectory.Decide(Given(Invited, new AccountWasLocked(Eva, Now)), Anna(Role.Planner), Now).Refusal!.Problem.ShouldBe(SignInByDirectory.NotInvited);

    [Fact]
    public void Somebody_who_got_the_address_does_not_get_the_account() =>
        SignInByDirectory.Decide(Given(Invited, new DirectoryWasTied("41", Now)), Anna(Role.Planner), Now).Refusal!.Problem.ShouldBe(SignInByDirectory.SomebodyElses);

    [Fact]
    public void The_directory_takes_back_what_it_gave_and_nothing_else()
    {
        var account = Given(
            Invited,
            new DirectoryWasTied("42", Now),
            new SignedInFirst(Now),
            GrantedBy(Actors.Directory, Role.Planner),
            GrantedBy(Eva, Role.Reporter));

        SignInByDirectory.Decide(account, Anna(Role.Organiser), Now).Events.ShouldBe(
        [
            new AccessWasGranted(Role.Organiser, null, null, Now, null, Narrows: false, Actors.Directory, Now),
            new AccessWasRevoked(Role.Planner, Actors.Directory, Now),
        ]);
        SignInByDirectory.Decide(account, Anna(Role.Planner), Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void What_an_organiser_granted_anew_is_theirs()
    {
        var account = Given(Invited, GrantedBy(Actors.Directory, Role.Planner));
        var granted = GrantAccess.Decide(account, Role.Planner, new GrantAccess.Request(null, null, null, null), Eva, Now).Events.ShouldHaveSingleItem();

        account.Evolve(granted).Grants.Single().IsByDirectory.ShouldBeFalse();
    }

    [Theory]
    [InlineData("association")]
    [InlineData("king")]
    public void A_group_cannot_give_what_needs_more_than_a_role(string role) =>
        Should.Throw<InvalidOperationException>(() => Settings(role)).Message.ShouldContain(role);

    [Fact]
    public void Groups_that_nobody_named_say_nothing() =>
        Settings("planner")!.RolesOf(["Alla", "Festivalen"]).ShouldBe([Role.Planner]);

    [Theory]
    [InlineData(null, Email, true, true)]
    [InlineData(null, Email, null, false)]
    [InlineData(null, Email, false, false)]
    [InlineData("Lerum.example", Email, null, true)]
    [InlineData("lerum.example", Email, false, false)]
    [InlineData("lerum.example", "anna@other.example", true, false)]
    [InlineData("lerum.example", "anna@sub.lerum.example", null, false)]
    public void The_directory_is_believed_about_its_own_addresses_or_those_that_it_verified(string? domain, string email, bool? isVerified, bool isBelieved) =>
        Settings("planner", domain)!.IsBelievedOf(email, isVerified).ShouldBe(isBelieved);

    [Fact]
    public void What_a_group_gives_holds_in_sessions_of_the_directory_only()
    {
        var account = Given(Invited, GrantedBy(Actors.Directory, Role.Organiser), GrantedBy(Eva, Role.Planner));
        var required = new RequiredPasskeys(new HashSet<Role> { Role.Organiser });

        RolesIn(SignInWay.Directory).ShouldBe([Role.Organiser, Role.Planner], ignoreOrder: true);
        RolesIn(SignInWay.Passkey).ShouldBe([Role.Planner]);
        RolesIn(SignInWay.Code).ShouldBe([Role.Planner]);
        required.IsMissing(account, SessionBy(SignInWay.Code), Now).ShouldBeFalse();

        IEnumerable<Role> RolesIn(SignInWay way) => required.GrantsIn(SessionBy(way), account, Now).Select(grant => grant.Role);

        Session SessionBy(SignInWay way) => new() { Id = Guid.NewGuid(), AccountId = account.Id, Way = way, StartedAt = Now, EndsAt = Now.AddHours(12) };
    }

    private static DirectorySettings? Settings(string role, string? domain = null) => DirectorySettings.In(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>
        {
            [domain is null ? "Identity:Directory:Other" : "Identity:Directory:Domains:0"] = domain,
            ["Identity:Directory:Issuer"] = "https://id.lerum.example",
            ["Identity:Directory:ClientId"] = "festival",
            ["Identity:Directory:ClientSecret"] = "secret",
            ["Identity:Directory:Groups:0:Group"] = "Festivalen",
            ["Identity:Directory:Groups:0:Role"] = role,
        }).Build());

    private static AccessWasGranted GrantedBy(string by, Role role) => new(role, null, null, Now.AddDays(-1), null, Narrows: false, by, Now.AddDays(-1));

    private static DirectoryPerson Anna(params Role[] roles) => new("42", Email, "Anna", roles.ToHashSet());

    private static Account Given(params object[] events) => States.After<Account>(events) with { Id = AccountIds.Of(Email).Value };
}
