using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Conversations;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using Shouldly;
using Xunit;
using static BusinessFocus.Web.Tests.Conversations.Slots;

namespace BusinessFocus.Web.Tests.Conversations;

/// <summary>Which times with officers are shown, and in which order.</summary>
public sealed class ChoosingTimes
{
    [Fact]
    public void A_time_that_somebody_has_is_not_shown()
    {
        var (taken, free) = (Slot("Ada", 1, 9), Slot("Ada", 1, 10));

        FreeTimes.Of(Free(taken, free).Taken(taken), Now).All.ShouldBe([free]);
    }

    [Fact]
    public void A_time_of_which_nobody_knows_whether_it_is_taken_is_shown()
    {
        var slot = Slot("Ada", 1, 9);

        FreeTimes.Of(Free(slot) with { Seats = new Dictionary<Guid, AvailabilityView>() }, Now).All.ShouldBe([slot]);
    }

    [Fact]
    public void A_time_at_which_the_officer_has_something_else_is_not_shown_as_free()
    {
        var (elsewhere, later) = (Slot("Ada", 1, 9), Slot("Ada", 1, 10));
        var programme = Free(elsewhere, later);
        programme.Seats[elsewhere.Id!.Value].Next = new NextView { Status = NextStatus.Refused, Reason = NextReason.OfficerTaken };

        FreeTimes.Of(programme, Now).All.ShouldBe([later]);
        Some.In("sv", () => Texts.Room(elsewhere, programme.Seats[elsewhere.Id!.Value])).ShouldBe("Handläggaren är upptagen då");
        new ProgrammeFilter { HasRoom = "ja" }.Has(elsewhere, programme.Seats[elsewhere.Id!.Value]).ShouldBeFalse();
    }

    [Fact]
    public void Days_with_a_time_about_each_thing_begin_with_the_one_asked_for()
    {
        var slots = FreeTimes.Of(Free(Slot("Ada", 1, 9, 0, "bygglov"), Slot("Bo", 1, 10, 0, "miljo"), Slot("Ada", 2, 9, 0, "bygglov"), Slot("Ada", 3, 9, 0, "bygglov", "miljo")), Now);

        slots.DaysWith(["bygglov", "miljo"], new DateOnly(2026, 12, 2)).ShouldBe([new DateOnly(2026, 12, 3), new DateOnly(2026, 12, 1)]);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("fi", null)]
    [InlineData(null, null)]
    public void A_language_that_cannot_be_meant_is_none(string? asked, string? read) => SpokenLanguage.Read(asked).ShouldBe(read);

    [Fact]
    public void What_was_chosen_stays_in_the_address() => Some.In("sv", () =>
        ShowConversations.Address("bygglov", new DateOnly(2027, 10, 4), "en")).ShouldBe("/samtal?amne=bygglov&vecka=2027-10-04&sprak=en");

    [Fact]
    public void What_cannot_be_booked_now_is_not_shown()
    {
        var cancelled = Slot("Ada", 1, 9);
        cancelled.Status = ActivityViewStatus.Cancelled;
        var opensLater = Slot("Ada", 1, 10);
        opensLater.RegistrationOpensAt = Now.AddMinutes(1);
        var closed = Slot("Ada", 1, 11);
        closed.RegistrationClosesAt = Now;
        var begun = Slot("Ada", 1, 12);
        begun.StartsAt = Now;
        var openHouse = Slot("Ada", 1, 13);
        openHouse.Capacity = 0;
        var seminar = Slot("Ada", 1, 14);
        seminar.Kind = ActivityKind.Seminar;

        FreeTimes.Of(Free(cancelled, opensLater, closed, begun, openHouse, seminar), Now).All.ShouldBeEmpty();
    }

    [Fact]
    public void They_stand_in_the_order_in_which_they_begin_whoever_has_them()
    {
        var (late, early, between) = (Slot("Ada", 1, 11), Slot("Bo", 1, 9), Slot("Cy", 1, 10));

        FreeTimes.Of(Free(late, early, between), Now).All.ShouldBe([early, between, late]);
    }

    [Fact]
    public void Topics_are_those_of_free_times_with_how_many_and_the_first()
    {
        var (first, both, taken) = (Slot("Ada", 1, 9, 0, "bygglov"), Slot("Bo", 2, 9, 0, "miljo", "bygglov"), Slot("Cy", 1, 8, 0, "brandskydd"));
        var free = FreeTimes.Of(Free(first, both, taken).Taken(taken), Now);

        free.Topics(topic => topic).ShouldBe([new TopicChoice("bygglov", 2, first.StartsAt!.Value), new TopicChoice("miljo", 1, both.StartsAt!.Value)]);
    }

    [Fact]
    public void Topics_stand_in_the_order_of_the_words_that_they_are_shown_by()
    {
        var free = FreeTimes.Of(Free(Slot("Ada", 1, 9, 0, "a", "b")), Now);

        free.Topics(topic => topic == "a" ? "Servera alkohol" : "Bygga").Select(choice => choice.Topic).ShouldBe(["b", "a"]);
    }

    [Fact]
    public void In_a_language_are_those_whose_officer_speaks_it_too()
    {
        var (swedish, english, both) = (Slot("Ada", 1, 9), Slot("Bo", 1, 10), Slot("Cia", 1, 11));
        (swedish.Language, english.Language, both.Language, both.Languages) = ("sv", "en", "sv", ["sv", "en"]);

        FreeTimes.Of(Free(swedish, english, both), Now).In("en").All.ShouldBe([english, both]);
    }

    [Fact]
    public void About_a_topic_others_are_left_out()
    {
        var (asked, other) = (Slot("Ada", 1, 9, 0, "bygglov"), Slot("Bo", 1, 9, 0, "miljo"));

        FreeTimes.Of(Free(asked, other), Now).About("bygglov").All.ShouldBe([asked]);
    }

    [Fact]
    public void The_next_times_show_each_moment_once_with_who_has_most_time_left()
    {
        var (few, most, later, last) = (Slot("Ada", 1, 9), Slot("Bo", 1, 9), Slot("Bo", 1, 10), Slot("Ada", 1, 11));
        var third = Slot("Bo", 2, 9);
        var free = FreeTimes.Of(Free(few, most, later, last, third), Now);

        free.Next(3).ShouldBe([most, later, last]);
    }

    [Fact]
    public void A_week_without_a_free_time_cannot_be_chosen()
    {
        var (one, three) = (Slot("Ada", 1, 9), Slot("Ada", 14, 9));
        var free = FreeTimes.Of(Free(one, three), Now);

        free.Weeks.ShouldBe([new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 14)]);
        free.WeekOf("2026-12-14").ShouldBe(new DateOnly(2026, 12, 14));
        free.WeekOf("2026-12-07").ShouldBe(new DateOnly(2026, 11, 30));
        free.WeekOf("snart").ShouldBe(new DateOnly(2026, 11, 30));
        free.WeekOf(null).ShouldBe(new DateOnly(2026, 11, 30));
    }

    [Fact]
    public void A_week_has_its_days_and_each_the_times_of_each_officer()
    {
        var (ada, bo, adaLater, nextDay, nextWeek) = (Slot("Ada", 1, 9), Slot("Bo", 1, 9), Slot("Ada", 1, 10), Slot("Ada", 6, 9), Slot("Ada", 7, 9));
        var days = FreeTimes.Of(Free(ada, bo, adaLater, nextDay, nextWeek), Now).Week(new DateOnly(2026, 11, 30));

        days.Select(day => day.Day).ShouldBe([new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 6)]);
        days[0].Officers.Select(officer => officer.Officer).ShouldBe(["Ada", "Bo"]);
        days[0].Officers[0].Times.ShouldBe([ada, adaLater]);
    }
}
