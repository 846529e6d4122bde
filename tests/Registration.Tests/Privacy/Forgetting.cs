using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Privacy;

public sealed class Forgetting
{
    [Fact]
    public void Who_is_forgotten_before_the_start_gives_the_seat_to_the_next()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1).Registered(anna, bo);

        var decision = ForgetPerson.Decide(seats, [anna.Id], Now);

        decision.Events.Select(each => each.GetType()).ShouldBe([typeof(SeatsCancelled), typeof(PeopleForgotten), typeof(SeatsPromoted)]);
        seats.Then(decision).Allocations[anna.Id].Booking.Person.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void Who_came_and_is_forgotten_stays_in_the_figures_and_is_nobody()
    {
        var company = new Company("Anna Svensson Konsult", "8112**-****", "p00ff");
        var anna = Booking("Anna", seats: 2, isMember: true, company: company) with { Answers = new Dictionary<string, string> { ["diet"] = "Nötter" } };
        var seats = Activity(capacity: 5, rules: new RegistrationRules(SeatsPerCompany: 4, Questions: [new Question("diet", new("Kost?"), QuestionKind.Diet)])).Registered(anna);
        seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, null, seats.Facts!.StartsAt, null, null), _ => null));
        var before = AttendanceView.Of(seats);

        seats = seats.Then(ForgetPerson.Decide(seats, [anna.Id], seats.Facts!.EndsAt));

        AttendanceView.Of(seats).ShouldBeEquivalentTo(before);
        var left = seats.Allocations[anna.Id].Booking;
        left.IsMember.ShouldBeTrue();
        left.ToString().ShouldNotContain("Anna");
        left.ToString().ShouldNotContain(anna.Person.Id.ToString());
        (left.Company, left.Answers, left.Ticket).ShouldBe((null, null, ""));
        seats.ActiveOf.ShouldBeEmpty();
        seats.SeatsOfCompany.Values.Sum().ShouldBe(0);
    }

    [Fact]
    public void Who_is_forgotten_may_come_back_as_somebody_new()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 2).Registered(anna);
        seats = seats.Then(ForgetPerson.Decide(seats, [anna.Id], Now));

        Register.Decide(seats, Booking("Anna"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>();
    }

    [Fact]
    public void Who_came_without_a_name_is_forgotten_too_after_a_long_time_with_the_company()
    {
        var nameless = Booking("Anna", company: new Company("Anna Svensson Konsult", "8112**-****", "p00ff"));
        nameless = nameless with { Person = nameless.Person with { Name = "", Email = "" } };
        var seats = Today(capacity: 1);
        seats = seats.Then(WalkIn.Decide(seats, nameless, null, null, null, Now));

        var forgotten = RetentionService.Decide(seats, Now.AddYears(3));

        forgotten.Events.ShouldHaveSingleItem().ShouldBeOfType<PeopleForgotten>().Registrations.ShouldBe([nameless.Id]);
        seats.Then(forgotten).Allocations[nameless.Id].Booking.Company.ShouldBeNull();
    }

    [Fact]
    public void After_a_long_time_all_are_forgotten_and_once_is_enough()
    {
        var seats = Activity(capacity: 1).Registered(Booking("Anna"), Booking("Bo"));

        var forgotten = RetentionService.Decide(seats, Now.AddYears(3)).Events.ShouldHaveSingleItem().ShouldBeOfType<PeopleForgotten>();
        forgotten.Registrations.Count.ShouldBe(2);
        forgotten.Because.ShouldBe(ForgottenBecause.KeptLongEnough);

        forgotten.Registrations.ShouldBe(seats.Allocations.Keys, ignoreOrder: true);
        var after = seats.Evolve(forgotten);
        after.Tally.ShouldBe(seats.Tally);
        RetentionService.Decide(after, Now.AddYears(3)).Events.OfType<PeopleForgotten>().ShouldAllBe(again => again.Registrations.Count == 0);
    }
}
