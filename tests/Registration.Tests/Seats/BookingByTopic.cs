using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>A conversation about something, with whichever officer is free: given, when, then.</summary>
public sealed class BookingByTopic
{
    private static readonly HostId Eva = HostId.New();
    private static readonly HostId Ulf = HostId.New();

    [Fact]
    public void Two_at_the_same_moment_get_two_officers_and_a_third_none()
    {
        IReadOnlyList<ActivitySeats> slots = [Slot(Eva), Slot(Ulf)];

        var (first, after) = Book(slots, 2, Booking("Anna"));
        var (second, full) = Book(after, 2, Booking("Bo"));

        (first.Chosen, second.Chosen).ShouldBe((0, 1));
        Book(full, 2, Booking("Cia")).Outcome.Decisions[0].Refusal!.Problem.ShouldBe(SeatProblems.NoneFree);
    }

    [Fact]
    public void An_officer_of_two_topics_is_not_booked_twice_at_the_same_time()
    {
        // The other topic's slot begins ten minutes later, and somebody has booked it.
        var other = Slot(Eva, minutes: 10).Registered(Booking("Bo"));

        var (outcome, after) = Book([Slot(Eva), Slot(Ulf), other], 2, Booking("Anna"));

        outcome.Chosen.ShouldBe(1);
        after[0].Tally.Confirmed.ShouldBe(0);
    }

    [Fact]
    public void An_officer_who_holds_a_seminar_then_is_not_free_unless_it_is_cancelled()
    {
        var seminar = Activity(Facts(capacity: 20) with { Kind = ActivityKind.Seminar, Hosts = [Eva] });
        var cancelled = seminar.Then(Announce.Decide(seminar, seminar.Facts! with { Phase = ActivityPhase.Cancelled, SourceVersion = 2 }, null, Now));

        Book([Slot(Eva), seminar], 1, Booking("Anna")).Outcome.Chosen.ShouldBeNull();
        Book([Slot(Eva), cancelled], 1, Booking("Anna")).Outcome.Chosen.ShouldBe(0);
    }

    [Fact]
    public void A_place_that_is_kept_takes_the_officer_too_and_a_cancelled_booking_frees_them()
    {
        var (kept, booked) = (Slot(Eva), Booking("Bo"));
        kept = kept.Then(HoldSeats.Decide(kept, booked, Now));
        Book([Slot(Eva), kept], 1, Booking("Anna")).Outcome.Chosen.ShouldBeNull();

        var taken = Slot(Eva).Registered(booked);
        var free = taken.Then(Cancel.Decide(taken, booked.Id, CancelledBy.Contact, null, Now));
        Book([Slot(Eva), free], 1, Booking("Anna")).Outcome.Chosen.ShouldBe(0);
    }

    [Fact]
    public void The_same_request_again_is_the_same_slot_and_who_has_one_gets_no_second()
    {
        var anna = Booking("Anna");
        var (_, after) = Book([Slot(Eva), Slot(Ulf)], 2, anna);

        var (again, _) = Book(after, 2, anna);
        (again.Chosen, again.Decisions.Count(decision => decision.Events.Count > 0)).ShouldBe((0, 0));
        var (another, _) = Book(after, 2, Booking("Anna"));
        (another.Chosen, another.Decisions.Count(decision => decision.Events.Count > 0)).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("en", true)]
    [InlineData("fi", false)]
    public void Who_asks_for_a_language_gets_an_officer_who_speaks_it(string? language, bool isLike)
    {
        var asked = new BookByTopic.Request("Bygglov", new Register.ContactRequest("Anna", "anna@example.se", null, null), true, Language: language);

        asked.IsLike(Slot(Eva).Facts! with { Languages = ["sv", "en"] }).ShouldBe(isLike);
        asked.IsLike(Slot(Eva).Facts! with { Languages = null }).ShouldBe(language is null, "nobody has said what is spoken there");
        asked.NoneFree().Facts?["language"].ShouldBe(language);
    }

    private static (BookByTopic.Outcome Outcome, IReadOnlyList<ActivitySeats> After) Book(IReadOnlyList<ActivitySeats> slots, int candidates, Booking booking)
    {
        var outcome = BookByTopic.Decide(slots, candidates, booking, seats => Register.Decide(seats, booking, Now, onlyIfRoom: true), Now);
        return (outcome, outcome.Decisions[0].Refusal is null ? [.. slots.Zip(outcome.Decisions, (seats, decision) => seats.Then(decision))] : slots);
    }

    private static ActivitySeats Slot(HostId host, int minutes = 0) => Activity(Facts(capacity: 1) with
    {
        Kind = ActivityKind.OpenHouse,
        Hosts = [host],
        Topics = ["bygglov"],
        StartsAt = Now.AddDays(30).AddMinutes(minutes),
        EndsAt = Now.AddDays(30).AddMinutes(minutes + 20),
    });
}
