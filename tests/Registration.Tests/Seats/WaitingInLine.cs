using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

public sealed class WaitingInLine
{
    private static readonly RegistrationRules Offered = new(OfferMinutes: 60);

    [Fact]
    public void A_freed_seat_is_offered_where_the_organiser_wants_it_so_and_kept_meanwhile()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1, rules: Offered).Registered(anna, bo);

        var events = Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now).Events;

        events[1].ShouldBe(new SeatsOffered(bo, Now.AddMinutes(60)) { EditionId = Edition, Tally = new Tally(1, 0, 0, 1) });
        var after = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));
        Register.Decide(after, Booking("Cilla"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>().Position.ShouldBe(1);
    }

    [Fact]
    public void An_offer_is_taken_in_time_and_not_after()
    {
        var (seats, bo) = WithAnOffer();

        TakeOffer.Decide(seats, bo.Id, Now.AddMinutes(59)).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsPromoted>().Tally.ShouldBe(new Tally(1, 1, 1));
        TakeOffer.Decide(seats, bo.Id, Now.AddMinutes(60)).Refusal!.Problem.ShouldBe(SeatProblems.NotOffered);
        var taken = seats.Then(TakeOffer.Decide(seats, bo.Id, Now));
        TakeOffer.Decide(taken, bo.Id, Now).Events.ShouldBeEmpty("taking it twice is once");
    }

    [Fact]
    public void An_offer_that_nobody_took_goes_to_the_next_in_the_same_decision()
    {
        var (seats, bo) = WithAnOffer();

        ExpireOffers.Decide(seats, Now.AddMinutes(59)).Events.ShouldBeEmpty();
        var events = ExpireOffers.Decide(seats, Now.AddMinutes(60)).Events;

        events[0].ShouldBeOfType<SeatsOfferExpired>().Booking.ShouldBe(bo);
        events[1].ShouldBeOfType<SeatsOffered>().Booking.Person.Name.ShouldBe("Cilla");
        events.Count.ShouldBe(2);
    }

    [Fact]
    public void An_offer_that_is_declined_goes_to_the_next_in_the_same_decision()
    {
        var (seats, bo) = WithAnOffer();

        Cancel.Decide(seats, bo.Id, CancelledBy.Contact, null, Now).Events.OfType<SeatsOffered>().ShouldHaveSingleItem().Booking.Person.Name.ShouldBe("Cilla");
    }

    [Fact]
    public void An_offer_ends_at_the_start_at_the_latest_and_none_is_made_after_it()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1, rules: Offered).Registered(anna, bo);
        var soon = seats.Facts!.StartsAt.AddMinutes(-10);

        var cancelled = Cancel.Decide(seats, anna.Id, CancelledBy.Organiser, null, soon);
        cancelled.Events.OfType<SeatsOffered>().ShouldHaveSingleItem().Until.ShouldBe(seats.Facts.StartsAt);

        var expired = ExpireOffers.Decide(seats.Then(cancelled), seats.Facts.StartsAt);
        expired.Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsOfferExpired>();
    }

    [Fact]
    public void Who_was_offered_a_seat_leaves_without_a_deadline()
    {
        var rules = Offered with { CancelHoursBefore = 24 * 60 };
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1, rules: rules).Registered(anna, bo);

        Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now).Refusal!.Problem.ShouldBe(SeatProblems.TooLate);
        Cancel.Decide(seats, bo.Id, CancelledBy.Contact, null, Now).Refusal.ShouldBeNull("the line is left at any time");
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Organiser, null, Now));
        Cancel.Decide(seats, bo.Id, CancelledBy.Contact, null, Now).Events.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_offer_is_answered_before_it_is_made_smaller()
    {
        var (anna, group) = (Booking("Anna", seats: 3), Booking("Grupp", seats: 3));
        var seats = Activity(capacity: 3, rules: Offered).Registered(anna, group);
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        Resize.Decide(seats, group.Id, 2, CancelledBy.Contact, Now).Refusal!.Problem.ShouldBe(SeatProblems.AnswerFirst);
        seats = seats.Then(TakeOffer.Decide(seats, group.Id, Now));
        Resize.Decide(seats, group.Id, 2, CancelledBy.Contact, Now).Events.OfType<SeatsResized>().ShouldHaveSingleItem().IsConfirmed.ShouldBeTrue();
    }

    [Fact]
    public void A_smaller_group_overtakes_one_that_does_not_fit_only_as_long_as_the_organiser_lets_it()
    {
        var group = Booking("Grupp", seats: 3);
        var seats = Activity(capacity: 3, rules: new RegistrationRules(OvertakeMinutes: 60)).Registered(Booking("Anna", seats: 2), group);

        Register.Decide(seats, Booking("Bo"), Now.AddMinutes(59)).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>();
        Register.Decide(seats, Booking("Bo"), Now.AddMinutes(60)).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>();
    }

    [Fact]
    public void Freed_seats_go_past_a_group_that_may_still_be_overtaken_and_then_are_kept_for_it()
    {
        var (anna, group, bo) = (Booking("Anna"), Booking("Grupp", seats: 2), Booking("Bo"));
        var seats = Activity(capacity: 2, rules: new RegistrationRules(OvertakeMinutes: 60)).Registered(anna, Booking("Cilla"), group, bo);

        Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now).Events.OfType<SeatsPromoted>().ShouldHaveSingleItem().Booking.ShouldBe(bo);
        Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now.AddHours(2)).Events.OfType<SeatsPromoted>().ShouldBeEmpty();
    }

    [Fact]
    public void An_organiser_gives_a_seat_by_name_whatever_the_line_says_and_it_shows()
    {
        var (bo, cilla) = (Booking("Bo"), Booking("Cilla"));
        var seats = Activity(capacity: 1).Registered(Booking("Anna"), bo, cilla);

        var granted = Grant.Decide(seats, cilla.Id, "Talare").Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsGranted>();

        granted.ShouldBe(new SeatsGranted(cilla, true, "Talare") { EditionId = Edition, Tally = new Tally(1, 2, 1) });
        seats.Evolve(granted).PositionOf(bo.Id, Now).ShouldBe(1);
    }

    [Fact]
    public void An_extra_seat_is_for_somebody_new_even_when_it_is_full_and_closed()
    {
        var seats = Activity(capacity: 1).Registered(Booking("Anna"));

        var after = seats.Then(Grant.Decide(seats, Booking("Dan"), "Inbjuden"));

        after.Tally.ShouldBe(new Tally(1, 2, 0));
        after.Tally.Left.ShouldBe(0);
        Grant.Decide(after, Booking("Dan"), "Inbjuden").Refusal!.Problem.ShouldBe(SeatProblems.RegisteredThere);
    }

    [Fact]
    public void Each_is_told_why_they_have_a_seat_or_none()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1, rules: Offered).Registered(anna);
        var events = new List<object>(Register.Decide(seats, bo, Now).Events);
        seats = seats.Registered(bo);
        events.AddRange(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now).Events);
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));
        events.AddRange(ExpireOffers.Decide(seats, Now.AddDays(1)).Events);

        events.Select(@event => CourseStep.Of(@event, bo.Id, Now)).OfType<CourseStep>().ShouldBe(
        [
            new CourseStep(CourseStep.Kind.Joined, Now, 1, 1),
            new CourseStep(CourseStep.Kind.Offered, Now, 1, Until: Now.AddMinutes(60)),
            new CourseStep(CourseStep.Kind.OfferExpired, Now),
        ]);
    }

    [Fact]
    public void A_group_larger_than_a_lowered_capacity_is_told_once_and_stepped_over()
    {
        var (one, other) = (Booking("Ett", seats: 3), Booking("Två", seats: 3));
        var (large, bo) = (Booking("Stor", seats: 6), Booking("Bo"));
        var seats = Activity(capacity: 6).Registered(one, other, large, bo);

        var lowered = Announce.Decide(seats, Facts(capacity: 5, version: 2), null, Now);

        lowered.Events.OfType<GroupTooLarge>().ShouldHaveSingleItem()
            .ShouldBe(new GroupTooLarge(large, 5) { EditionId = Edition, Tally = new Tally(5, 6, 7) });
        seats = seats.Then(lowered);
        seats.PositionOf(bo.Id, Now).ShouldBe(1, "whoever cannot be given seats keeps nobody back");
        seats = seats.Then(Cancel.Decide(seats, one.Id, CancelledBy.Contact, null, Now));
        seats.Allocations[bo.Id].Status.ShouldBe(AllocationStatus.Confirmed);
        seats = seats.Then(Cancel.Decide(seats, other.Id, CancelledBy.Contact, null, Now));
        seats.Tally.ShouldBe(new Tally(5, 1, 6));
        Register.Decide(seats, Booking("Cilla"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>();
        Announce.Decide(seats, Facts(capacity: 4, version: 3), null, Now).Events.OfType<GroupTooLarge>().ShouldBeEmpty("it knows");
    }

    [Fact]
    public void Who_was_stepped_over_has_kept_the_place_when_there_are_seats_enough_again()
    {
        var (anna, large, bo) = (Booking("Anna", seats: 3), Booking("Stor", seats: 3), Booking("Bo", seats: 3));
        var seats = Activity(capacity: 3).Registered(anna, large, bo);
        seats = seats.Then(Announce.Decide(seats, Facts(capacity: 2, version: 2), null, Now));
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        var raised = Announce.Decide(seats, Facts(capacity: 3, version: 3), null, Now);

        raised.Events.OfType<SeatsPromoted>().ShouldHaveSingleItem().Booking.ShouldBe(large);
        seats = seats.Then(Announce.Decide(seats, Facts(capacity: 1, version: 3), null, Now));
        seats = seats.Then(Announce.Decide(seats, Facts(capacity: 3, version: 4) with { Phase = ActivityPhase.Completed }, null, Now));
        Announce.Decide(seats, Facts(capacity: 1, version: 5), null, Now).Events.OfType<GroupTooLarge>().Count().ShouldBe(2, "it is news again");
    }

    [Fact]
    public void Who_is_too_large_makes_it_smaller_and_is_in_the_line_again()
    {
        var (anna, large) = (Booking("Anna", seats: 4), Booking("Stor", seats: 4));
        var seats = Activity(capacity: 4).Registered(anna, large);
        seats = seats.Then(Announce.Decide(seats, Facts(capacity: 2, version: 2), null, Now));
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        Resize.Decide(seats, large.Id, 3, CancelledBy.Contact, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsResized>();
        Resize.Decide(seats, large.Id, 2, CancelledBy.Contact, Now).Events.OfType<SeatsPromoted>().ShouldHaveSingleItem().Booking.Seats.ShouldBe(2);
    }

    [Fact]
    public void When_the_members_window_ends_the_seats_that_were_kept_for_a_member_go_on()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var until = Now.AddHours(1);
        var seats = Activity(capacity: 2, membersUntil: until).Registered(anna, Booking("Cilla"), bo, Booking("Medlemmar", seats: 2, isMember: true));
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        MembersWindow.End(seats, until.AddTicks(-1)).Events.ShouldBeEmpty();
        MembersWindow.End(seats, until).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsPromoted>().Booking.ShouldBe(bo);
    }

    private static (ActivitySeats Seats, Booking Bo) WithAnOffer()
    {
        var (anna, bo, cilla) = (Booking("Anna"), Booking("Bo"), Booking("Cilla"));
        var seats = Activity(capacity: 1, rules: Offered).Registered(anna, bo, cilla);
        return (seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now)), bo);
    }
}
