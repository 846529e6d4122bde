using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>What an organiser asks of whoever registers.</summary>
public sealed class AskingWhoRegisters
{
    private static readonly RegistrationRules Asking = new(Questions:
    [
        new Question("role", new LocalizedText("Roll?"), QuestionKind.Choice, Required: true,
            [new Choice("owner", new LocalizedText("Ägare")), new Choice("other", new LocalizedText("Annan"))]),
        new Question("diet", new LocalizedText("Specialkost?"), QuestionKind.Diet),
        new Question("bus", new LocalizedText("Buss?"), QuestionKind.YesNo),
    ]);

    [Fact]
    public void Answers_are_held_against_the_questions()
    {
        var seats = Activity(capacity: 5, rules: Asking);

        Register.Decide(seats, Answering(("role", "owner"), ("diet", "Nötter"), ("bus", "yes")), Now).Events.ShouldHaveSingleItem();
        FieldsOf(Register.Decide(seats, Booking("Anna"), Now)).ShouldBe(["answers.role"]);
        FieldsOf(Register.Decide(seats, Answering(("role", "king"), ("bus", "maybe"), ("shoe", "42")), Now))
            .ShouldBe(["answers.role", "answers.bus", "answers.shoe"]);
    }

    [Fact]
    public void A_move_takes_the_answers_along_that_the_other_activity_asks_too()
    {
        var anna = Answering(("role", "owner"), ("diet", "Nötter"));
        var from = Activity(capacity: 1, rules: Asking).Registered(anna);
        var to = Activity(capacity: 1, rules: new RegistrationRules(Questions: [Asking.Questions![1]]));

        var (_, arriving) = MoveTo(from, to, anna);
        arriving.Events.OfType<SeatsMovedHere>().ShouldHaveSingleItem().Booking.Answers.ShouldBe(new Dictionary<string, string> { ["diet"] = "Nötter" });

        var bo = Booking("Bo");
        FieldsOf(MoveTo(Activity(capacity: 1).Registered(bo), from, bo).To).ShouldBe(["answers.role"]);
    }

    [Fact]
    public void A_company_has_only_so_many_seats_whoever_registers_for_it()
    {
        var volvo = new Company("Volvo", "556012-5790", "5560125790");
        var seats = Activity(capacity: 10, rules: new RegistrationRules(SeatsPerCompany: 3))
            .Registered(Booking("Anna", seats: 2, company: volvo), Booking("Bo", seats: 2, company: new Company("Saab", null, "nsaab")));

        var refusal = Register.Decide(seats, Booking("Cilla", seats: 2, company: volvo), Now).Refusal!;
        refusal.Problem.ShouldBe(SeatProblems.CompanyLimit);
        CompanyLimit.Told(refusal, isTrusted: true).Facts!["left"].ShouldBe(1);
        CompanyLimit.Told(refusal, isTrusted: false).Facts!.Keys.ShouldBe(["limit"], "who types an address learns nothing of who comes");
        Register.Decide(seats, Booking("Cilla", seats: 1, company: volvo), Now).Refusal.ShouldBeNull();
        Register.Decide(seats, Booking("Dan", seats: 4), Now).Refusal.ShouldBeNull("it has no company");
    }

    [Fact]
    public void Seats_that_a_company_gives_back_it_may_take_again_and_making_more_of_them_counts()
    {
        var volvo = new Company("Volvo", null, "nvolvo");
        var anna = Booking("Anna", seats: 2, company: volvo);
        var seats = Activity(capacity: 10, rules: new RegistrationRules(SeatsPerCompany: 2)).Registered(anna);

        Resize.Decide(seats, anna.Id, 3, CancelledBy.Contact, Now).Refusal!.Problem.ShouldBe(SeatProblems.CompanyLimit);
        seats = seats.Then(Resize.Decide(seats, anna.Id, 1, CancelledBy.Contact, Now));
        Register.Decide(seats, Booking("Bo", company: volvo), Now).Refusal.ShouldBeNull();
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));
        Register.Decide(seats, Booking("Bo", seats: 2, company: volvo), Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void The_link_cancels_moves_and_changes_until_the_deadline_and_an_organiser_always()
    {
        var anna = Booking("Anna", seats: 2);
        var seats = Activity(capacity: 5, rules: new RegistrationRules(CancelHoursBefore: 48)).Registered(anna);
        var (before, after) = (seats.Facts!.StartsAt.AddHours(-48).AddSeconds(-1), seats.Facts.StartsAt.AddHours(-48));

        Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, before).Refusal.ShouldBeNull();
        Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, after).Refusal!.Facts!["until"].ShouldBe(after);
        Resize.Decide(seats, anna.Id, 1, CancelledBy.Contact, after).Refusal!.Problem.ShouldBe(SeatProblems.TooLate);
        Move.Decide(seats, Activity(capacity: 5), anna.Id, (RegistrationId.New(), ""), null, CancelledBy.Contact, after).From.Refusal!.Problem.ShouldBe(SeatProblems.TooLate);
        Cancel.Decide(seats, anna.Id, CancelledBy.Organiser, null, after).Refusal.ShouldBeNull();
        Resize.Decide(seats, anna.Id, 1, CancelledBy.Organiser, after).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Several_are_booked_together_or_not_at_all()
    {
        var (first, second, taken) = (Slot(9), Slot(10), Slot(11).Registered(Booking("Bo")));
        var anna = new[] { Booking("Anna"), Booking("Anna"), Booking("Anna") };

        var both = RegisterForSeveral.Decide([first, second], anna[..2], Now);
        both.ShouldAllBe(decision => decision.Events.Count == 1);

        var three = RegisterForSeveral.Decide([first, second, taken], anna, Now);
        three[2].Refusal!.Problem.ShouldBe(SeatProblems.NotEnoughLeft);
        three[2].Refusal!.Facts!["activityId"].ShouldBe(taken.ActivityId);
    }

    [Fact]
    public void Slots_at_the_same_time_are_not_booked_together()
    {
        var decisions = RegisterForSeveral.Decide([Slot(9), Slot(9)], [Booking("Anna"), Booking("Anna")], Now);

        decisions[1].Refusal!.Problem.ShouldBe(SeatProblems.Overlapping);
    }

    [Fact]
    public void Only_a_slot_takes_a_topic_to_talk_about()
    {
        var asking = Booking("Anna") with { Conversation = new Conversation("Bygglov", "Konfidentiellt") };

        FieldsOf(Register.Decide(Activity(capacity: 1), asking, Now)).ShouldBe(["conversation"]);
        Register.Decide(Slot(9), asking, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>().Booking.Conversation.ShouldBe(asking.Conversation);
    }

    private static ActivitySeats Slot(int hour) => Activity(Facts(1) with
    {
        Kind = ActivityKind.OpenHouse,
        StartsAt = Now.Date.AddDays(30).AddHours(hour),
        EndsAt = Now.Date.AddDays(30).AddHours(hour + 1),
    });

    private static (Decision From, Decision To) MoveTo(ActivitySeats from, ActivitySeats to, Booking booking) =>
        Move.Decide(from, to, booking.Id, (RegistrationId.New(), "ticket 2"), null, CancelledBy.Contact, Now);

    private static Booking Answering(params (string Key, string Answer)[] answers) =>
        Booking("Anna") with { Answers = answers.ToDictionary(each => each.Key, each => each.Answer) };

    private static IEnumerable<string> FieldsOf(Decision decision) =>
        Flaw.In(decision.Refusal!).Keys;
}
