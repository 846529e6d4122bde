using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Registration.Invitations;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Invitations;

/// <summary>Whom an association's invitation goes to, what it is told of that, and how often it may.</summary>
public sealed class InvitationDecisions
{
    private static readonly InvitedTo ToCome = new(new LocalizedText("Frukost", "Breakfast"), IsToCome: true);

    [Fact]
    public void A_segment_is_by_town_and_size_and_each_address_counts_once()
    {
        InvitationCandidate[] members = [.. Members(8, "Gråbo", CompanySize.Micro), .. Members(4, "Floda", CompanySize.Micro), .. Members(3, null, CompanySize.Small)];

        Of(new(), members).Recipients.ShouldBe(15);
        Of(new(Areas: ["gråbo "]), members).Recipients.ShouldBe(8);
        Of(new(Areas: ["Gråbo", "Floda"], CompanySizes: [CompanySize.Micro]), members).Recipients.ShouldBe(12);
        Of(new(CompanySizes: [CompanySize.Small]), members).IsTooSmall.ShouldBeTrue();
        Of(new(), [.. members, members[0] with { Company = "another" }]).Recipients.ShouldBe(15, "two companies with one address are one reader");
    }

    [Fact]
    public void A_segment_is_by_the_lists_own_groups_too()
    {
        InvitationCandidate[] members = [.. Members(8, "Gråbo", null, group: "Handel"), .. Members(4, "Floda", null, group: "Unga företagare"), .. Members(3, "Floda", null)];

        Of(new(MemberGroups: ["handel ", "unga företagare"]), members).Recipients.ShouldBe(12);
        Of(new(Areas: ["Floda"], MemberGroups: ["Unga företagare"]), members).Segment.ShouldBe(4);
        new MemberSegment(MemberGroups: ["A", "B"]).IsSame(new(MemberGroups: ["b", "a"])).ShouldBeTrue();
        new MemberSegment(MemberGroups: ["A"]).IsSame(new()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, null)]
    [InlineData(6, null)]
    [InlineData(7, 13)]
    public void Who_has_registered_cannot_be_reckoned_from_the_number_of_those_who_have_not(int registered, int? shown)
    {
        InvitationCandidate[] members = [.. Members(registered, "Gråbo", null, isRegistered: true), .. Members(20 - registered, "Gråbo", null)];

        var audience = Of(new(NotRegistered: true), members);
        audience.Invited.Count.ShouldBe(20 - registered);
        audience.Segment.ShouldBe(20);
        audience.Recipients.ShouldBe(shown);
        Of(new(), members).Recipients.ShouldBe(20, "an association knows its own list");
    }

    [Fact]
    public void An_address_that_two_members_share_has_registered_where_one_of_them_has()
    {
        var members = Members(9, "Gråbo", null);
        Of(new(NotRegistered: true), [.. members, members[0] with { Company = "another", IsRegistered = true }]).Invited.Count.ShouldBe(8);
    }

    [Theory]
    [InlineData(6, 20, null)]
    [InlineData(7, 20, 7)]
    [InlineData(14, 20, null)]
    [InlineData(20, 20, 20)]
    public void How_many_registered_afterwards_tells_of_seven_who_have_and_of_none_or_seven_who_have_not(int since, int invited, int? told)
    {
        var companies = Enumerable.Range(0, invited).Select(each => $"c{each}").ToList();
        InvitationAudience.RegisteredAfterwards(companies, companies.Take(since).Contains).ShouldBe(told);
    }

    [Fact]
    public void Who_waits_has_registered_and_who_has_cancelled_or_not_confirmed_has_not()
    {
        var full = Activity(capacity: 1).Registered(Booking("anna", company: new Company("A", null, "a")), Booking("bo", company: new Company("B", null, "b")));
        var cancelled = full.Allocations.Values.First(each => each.Status == AllocationStatus.Confirmed).Booking;
        var registered = RegisteredMembers.At([full.Evolve(new SeatsCancelled(cancelled, CancelledBy.Contact, null))]);

        registered.Companies.ShouldBe(["b"]);
        registered.Have("b", ContactIds.Of("nobody@example.se")).ShouldBeTrue();
        registered.Have("c", ContactIds.Of("bo@example.se")).ShouldBeTrue("the member's own address registered, for whatever company");
    }

    [Fact]
    public void What_is_sent_is_stored_with_the_list_and_without_addresses()
    {
        var (notYet, has) = (Members(9, "Gråbo", null), Members(2, "Gråbo", null, isRegistered: true));
        var events = Decide(Request(), Of(new(), [.. notYet, .. has])).Events;

        var invited = events[0].ShouldBeOfType<MembersWereInvited>();
        (invited.Members, invited.Recipients, invited.ListVersion, invited.ActivityTitle!.Sv).ShouldBe((11, 11, 4, "Frukost"));
        events[1].ShouldBeOfType<CompaniesWereInvited>().Companies.ShouldBe(notYet.Select(each => each.Company), ignoreOrder: true);
        System.Text.Json.JsonSerializer.Serialize(events).ShouldNotContain("@");
    }

    [Fact]
    public void Large_ones_are_stored_and_sent_in_pieces()
    {
        var audience = Of(new(), Members(2_050, "Gråbo", null));
        Decide(Request(), audience).Events.OfType<CompaniesWereInvited>().Select(each => each.Companies.Count).ShouldBe([1_000, 1_000, 50]);
        InvitationPage.Of(MemberInvitationId.New(), audience.Invited).Select(page => page.Companies.Count).ShouldBe([.. Enumerable.Repeat(100, 20), 50]);
    }

    [Fact]
    public void The_same_within_a_day_is_the_same_invitation_and_to_another_segment_it_waits()
    {
        var request = Request() with { Segment = new(Areas: ["Gråbo", "Floda"]) };
        var sent = Sent(request, Now);
        var repeat = request with { Segment = new(Areas: ["floda", "gråbo"]) };
        InviteMembers.SentAlready(repeat, [sent], Now.AddHours(23)).ShouldBe(sent);
        InviteMembers.SentAlready(repeat, [sent], Now.AddHours(25)).ShouldBeNull();

        var other = request with { Segment = new(Areas: ["Lerum"]) };
        InviteMembers.SentAlready(other, [sent], Now.AddHours(1)).ShouldBeNull();
        var refusal = Decide(other, Enough, [sent], Now.AddHours(1)).Refusal!;
        (refusal.Problem, refusal.Facts!["again"]).ShouldBe((InvitationProblems.Repeated, Now.AddDays(1)));
        Decide(other, Enough, [sent], Now.AddDays(1)).Refusal.ShouldBeNull();
        Decide(request with { Text = new("Andra ord", "Other words") }, Enough, [sent], Now.AddHours(1)).Refusal.ShouldBeNull();
        Decide(request with { ActivityId = ActivityId.New() }, Enough, [sent], Now.AddHours(1)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void After_three_within_a_week_it_says_when_the_next_can_be_sent()
    {
        MemberInvitation[] earlier = [.. Enumerable.Range(0, 3).Select(day => Sent(Request() with { Text = new($"Nr {day}", $"No {day}") }, Now.AddDays(day)))];

        var refusal = Decide(Request(), Enough, earlier, Now.AddDays(6)).Refusal!;
        (refusal.Problem, refusal.Facts!["again"]).ShouldBe((InvitationProblems.TooMany, Now.AddDays(7)));
        Decide(Request(), Enough, earlier, Now.AddDays(7)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Few_and_what_is_over_are_refused()
    {
        Decide(Request(), Of(new(), Members(6, null, null))).Refusal!.Problem.ShouldBe(InvitationProblems.TooFew);
        InviteMembers.Decide(MemberInvitationId.New(), "foretagarna", "a", Request(), ToCome with { IsToCome = false }, Enough, [], 1, Now).Refusal!.Problem
            .ShouldBe(InvitationProblems.NothingToCome);
    }

    private static InvitationAudience Enough => Of(new(), Members(9, null, null));

    private static InviteMembers.Request Request() => new(Edition, null, "Företagarna Lerum", new LocalizedText("Kom!", "Come!"), new());

    private static InvitationAudience Of(MemberSegment segment, IEnumerable<InvitationCandidate> members) => InvitationAudience.Decide(segment, members);

    private static Decision Decide(InviteMembers.Request request, InvitationAudience audience, IReadOnlyList<MemberInvitation>? earlier = null, DateTimeOffset? now = null) =>
        InviteMembers.Decide(MemberInvitationId.New(), "foretagarna", "account", request, ToCome, audience, earlier ?? [], listVersion: 4, now ?? Now);

    private static MemberInvitation Sent(InviteMembers.Request request, DateTimeOffset at) => States.After<MemberInvitation>(Decide(request, Enough, now: at).Events);

    private static InvitationCandidate[] Members(int count, string? area, CompanySize? size, bool isRegistered = false, string? group = null) =>
        [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).Select(each => new InvitationCandidate($"{each:N}", ContactIds.Of($"{each:N}@example.se"), area, size, isRegistered, group))];
}
