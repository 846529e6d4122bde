using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>A registration goes to another address, decided without a store.</summary>
public sealed class HandingOver
{
    private static readonly DateTimeOffset Soon = Now.AddMinutes(5);

    [Fact]
    public void Until_the_new_address_is_confirmed_nothing_has_changed()
    {
        var (anna, bo) = (Booking("Anna", seats: 2, company: new Company("Ek AB", null, "nek")), Booking("Bo", seats: 2));
        var before = Activity(2).Registered(anna);

        var seats = before.Then(HandOver.Decide(before, anna.Id, bo, Now));

        (seats.Tally, seats.SeatsOfCompany["nek"]).ShouldBe((before.Tally, 2));
        seats.Active(anna.Id).ShouldNotBeNull();
        seats.Active(bo.Id).ShouldBeNull();
        seats.Then(ExpireOffers.Decide(seats, Now.AddMinutes(16))).Tally.ShouldBe(before.Tally);
        ConfirmHold.Decide(seats, bo.Id, Now.AddMinutes(16)).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
    }

    [Fact]
    public void The_confirmed_one_has_the_seats_the_names_and_the_answers_and_the_other_has_none()
    {
        var anna = Booking("Anna", seats: 2);
        var bo = Booking("Bo", seats: 2) with { Ticket = "bos" };
        var cia = new Attendee(AttendeeId.New(), "Cia", "cias");
        var seats = Activity(2).Registered(anna);
        seats = seats.Then(HandOver.Decide(seats, anna.Id, bo, Now));
        seats = seats.Evolve(new AnswersChanged(anna with { Answers = new Dictionary<string, string> { ["mat"] = "vego" } }));
        seats = seats.Then(NameAttendees.Decide(seats, anna.Id, [cia]));

        var decision = ConfirmHold.Decide(seats, bo.Id, Soon);
        seats = seats.Then(decision);

        decision.Events.Select(each => each.GetType()).ShouldBe([typeof(SeatsCancelled), typeof(HoldConfirmed)]);
        seats.Active(anna.Id).ShouldBeNull();
        var now = seats.Active(bo.Id)!;
        (now.Status, now.Booking.Person.Name, now.Booking.Ticket, now.Booking.Attendees!.Single().Ticket, now.Booking.Answers!["mat"])
            .ShouldBe((AllocationStatus.Confirmed, "Bo", "bos", "cias", "vego"));
        (seats.Tally.Confirmed, seats.Tally.Held).ShouldBe((2, 0));
        ConfirmHold.Decide(seats, bo.Id, Soon).Events.ShouldBeEmpty("again");
        HandOver.Decide(seats, anna.Id, Booking("Dan"), Soon).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration, "its link is no good any more");
        CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, null, seats.Facts!.StartsAt, null, null), _ => null).Refusal!.Problem.ShouldBe(SeatProblems.NotConfirmed);
    }

    [Fact]
    public void A_place_in_line_is_the_same_place_and_nobody_gets_ahead_meanwhile()
    {
        var (anna, bo, cilla, dan) = (Booking("Anna"), Booking("Bo"), Booking("Cilla"), Booking("Dan"));
        var seats = Activity(1).Registered(anna, bo, cilla);
        seats = seats.Then(HandOver.Decide(seats, bo.Id, dan, Now));
        seats.PositionOf(cilla.Id, Now).ShouldBe(2);

        var decision = ConfirmHold.Decide(seats, dan.Id, Soon);
        seats = seats.Then(decision);

        decision.Events.OfType<HoldConfirmed>().Single().Position.ShouldBe(1);
        (seats.PositionOf(dan.Id, Soon), seats.PositionOf(cilla.Id, Soon), seats.Tally.Waiting).ShouldBe((1, 2, 2));
        seats.Allocations.Values.Select(each => each.Arrival).Distinct().Count().ShouldBe(4, "a list in pages has each once");
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Soon));
        seats.Active(dan.Id)!.Status.ShouldBe(AllocationStatus.Confirmed);
    }

    [Fact]
    public void Seats_are_not_given_to_the_line_while_they_change_hands()
    {
        var (anna, bo, cilla) = (Booking("Anna"), Booking("Bo"), Booking("Cilla"));
        var seats = Activity(1).Registered(anna, cilla);
        seats = seats.Then(HandOver.Decide(seats, anna.Id, bo, Now));

        seats = seats.Then(ConfirmHold.Decide(seats, bo.Id, Soon));

        (seats.Active(bo.Id)!.Status, seats.Active(cilla.Id)!.Status).ShouldBe((AllocationStatus.Confirmed, AllocationStatus.Waiting));
    }

    [Fact]
    public void What_ended_or_came_meanwhile_is_not_handed_over()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var held = Today(2).Registered(anna);
        held = held.Then(HandOver.Decide(held, anna.Id, bo, Now));

        var cancelled = held.Then(Cancel.Decide(held, anna.Id, CancelledBy.Organiser, null, Now));
        ConfirmHold.Decide(cancelled, bo.Id, Soon).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);

        var came = held.Then(CheckIn.Decide(held, new CheckIn.Scan(anna.Id, null, Now, null, null), _ => null));
        ConfirmHold.Decide(came, bo.Id, Soon).Refusal!.Problem.ShouldBe(SeatProblems.CameAlready);
        HandOver.Decide(held, anna.Id, Booking("Dan"), held.Facts!.StartsAt).Refusal!.Problem.ShouldBe(SeatProblems.Closed);
        HandOver.Decide(held, anna.Id, Booking("Anna"), Now).Refusal!.Problem.ShouldBe(SeatProblems.RegisteredThere);
    }

    [Fact]
    public void Of_two_addresses_the_last_one_is_meant_and_who_is_registered_is_not_told_to_others()
    {
        var (anna, bo, cilla, dan) = (Booking("Anna"), Booking("Bo"), Booking("Cilla"), Booking("Dan"));
        var seats = Activity(5).Registered(anna, dan);
        HandOver.Decide(seats, anna.Id, Booking("Dan"), Now).Events.ShouldBeEmpty();

        seats = seats.Then(HandOver.Decide(seats, anna.Id, bo, Now));
        seats = seats.Then(HandOver.Decide(seats, anna.Id, cilla, Now));

        ConfirmHold.Decide(seats, bo.Id, Soon).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
        seats.Then(ConfirmHold.Decide(seats, cilla.Id, Soon)).Active(cilla.Id).ShouldNotBeNull();
    }
}
