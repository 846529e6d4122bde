using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>Whom a survey of an edition asks, without a store.</summary>
public sealed class SurveyAudienceOfAnEdition
{
    private static readonly DateTimeOffset Later = Now.AddDays(30);

    [Fact]
    public void Each_who_came_to_anything_is_asked_once_and_who_came_to_nothing_why()
    {
        var (anna, bo, cilla) = (Booking("anna"), Booking("bo"), Booking("cilla"));
        var (again, also) = (Booking("anna"), Booking("bo"));
        var first = Came(Today(9).Registered(anna, bo, cilla), anna);
        var second = Came(Today(9).Registered(again, also), again, also);

        People(SurveyAudience.Participants, first, second).ShouldBe([anna.Person.Id, bo.Person.Id], ignoreOrder: true);
        People(SurveyAudience.NoShows, first, second).ShouldBe([cilla.Person.Id]);
    }

    [Fact]
    public void Who_cancelled_or_waits_is_not_asked_nor_who_may_still_come()
    {
        var (anna, bo, cilla, dan) = (Booking("anna"), Booking("bo"), Booking("cilla"), Booking("dan"));
        var seats = Today(3).Registered(anna, bo, cilla, dan);
        seats = Came(seats.Then(Decision.Of(new SeatsCancelled(bo, CancelledBy.Contact, null))), anna);

        People(SurveyAudience.NoShows, seats).ShouldBe([cilla.Person.Id]);
        SurveyAudiences.Of(SurveyAudience.NoShows, [seats], Now.AddDays(-400)).ShouldBeEmpty("it has not been yet");
    }

    [Fact]
    public void Where_nobody_was_checked_in_nobody_knows_who_came()
    {
        var seats = Today(3).Registered(Booking("anna"));
        People(SurveyAudience.NoShows, seats).ShouldBeEmpty();
        People(SurveyAudience.NoShows, seats with { Facts = seats.Facts! with { Kind = ActivityKind.OpenHouse } }).Count.ShouldBe(1);
    }

    [Fact]
    public void Who_cannot_be_written_to_is_not_asked_and_nobody_is_a_page_too()
    {
        var anna = Booking("anna");
        anna = anna with { Person = anna.Person with { Email = "" } };
        var seats = Came(Today(3).Registered(anna), anna);
        SurveyAudiences.Of(SurveyAudience.Participants, [seats], Later).ShouldBeEmpty();

        var asked = new SurveyAudienceRequested(SurveyId.New(), EditionId.New(), SurveyAudience.Participants, Now);
        SurveyAudiences.Pages(asked, [], Now).ShouldHaveSingleItem().Addressees.ShouldBeEmpty();
        var many = Enumerable.Range(0, 1_001).Select(_ => new SurveyAddressee(RegistrationId.New(), ActivityId.New())).ToList();
        SurveyAudiences.Pages(asked, many, Now).Select(page => page.Addressees.Count).ShouldBe([500, 500, 1]);
    }

    private static IReadOnlyList<ContactId> People(SurveyAudience audience, params ActivitySeats[] activities)
    {
        var all = activities.SelectMany(seats => seats.Allocations.Values).ToDictionary(each => each.Booking.Id, each => each.Booking.Person.Id);
        return [.. SurveyAudiences.Of(audience, activities, Later).Select(each => all[each.RegistrationId])];
    }

    private static ActivitySeats Came(ActivitySeats seats, params Booking[] who) =>
        who.Aggregate(seats, (state, each) => state.Then(CheckIn.Decide(state, new CheckIn.Scan(each.Id, null, Now, null, null), _ => null)));
}
