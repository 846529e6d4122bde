using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Print;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.CheckIns;

public sealed class FindingGuests
{
    [Theory]
    [InlineData("oberg", "Åsa Öberg")]
    [InlineData("ÅSA ö", "Åsa Öberg")]
    [InlineData("berg asa", "Åsa Öberg")]
    [InlineData("strom", "Bjørn Strøm")]
    [InlineData("lukasz", "Łukasz Nowak")]
    [InlineData("annmarie", null)]
    [InlineData("ann-marie", "Ann-Marie Ek")]
    [InlineData("MALERI", "Cia Lind")]
    [InlineData("obri", "Liam O'Brien")]
    public void A_part_of_a_name_or_company_is_enough_whatever_the_accents(string typed, string? found) =>
        FindGuests.Find(
                Today(capacity: 20).Registered(
                    Booking("Åsa Öberg"), Booking("Bjørn Strøm"), Booking("Łukasz Nowak"), Booking("Ann-Marie Ek"), Booking("Liam O'Brien"),
                    Booking("Cia Lind", company: new Company("Lerums Måleri AB", null))),
                typed)
            .Items.Select(guest => guest.Name).ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void Who_waits_is_found_and_said_to_wait_and_who_cancelled_is_not()
    {
        var (anna, bo, cilla) = (Booking("Anna Ek"), Booking("Bo Ek"), Booking("Cilla Ek"));
        var seats = Today(capacity: 1).Registered(anna, bo, cilla);
        seats = seats.Then(Cancel.Decide(seats, cilla.Id, CancelledBy.Contact, null, Now.AddDays(-1)));

        FindGuests.Find(seats, "ek").Items.Select(guest => (guest.Name, guest.Status))
            .ShouldBe([("Anna Ek", RegistrationStatus.Confirmed), ("Bo Ek", RegistrationStatus.Waitlisted)]);
    }

    [Fact]
    public void Never_more_than_twenty_are_shown_and_how_many_there_are_is_said()
    {
        var seats = Today(capacity: 30).Registered([.. Enumerable.Range(1, 25).Select(i => Booking($"Gäst {i:00}"))]);

        var found = FindGuests.Find(seats, "gast");

        (found.Items.Count, found.Total, found.Items[0].Name).ShouldBe((20, 25, "Gäst 01"));
    }

    [Fact]
    public void Of_a_group_each_name_is_found_by_itself_and_by_whose_registration_it_is()
    {
        var anna = Booking("Anna Ek", seats: 3);
        var seats = Today(capacity: 3).Registered(anna);
        var (cia, dan) = (new Attendee(AttendeeId.New(), "Cia", "t1"), new Attendee(AttendeeId.New(), "Dan", "t2"));
        seats = seats.Then(NameAttendees.Decide(seats, anna.Id, [cia, dan]));
        seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, null, Now, "Norra", null, Attendee: cia.Id), _ => null));

        FindGuests.Find(seats, "anna").Items.Select(guest => (guest.Name, guest.Seats, guest.Came)).ShouldBe([("Anna Ek", 1, 0), ("Cia", 1, 1), ("Dan", 1, 0)]);
        FindGuests.Find(seats, "cia").Items.ShouldHaveSingleItem().Id.Value.ShouldBe(cia.Id.Value);

        seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, null, Now, "Norra", null), _ => null));
        FindGuests.Find(seats, "anna").Items.ShouldAllBe(guest => guest.Came == guest.Seats);
        ArrivalsView.Of(seats, 7).ShouldBe(new ArrivalsView(seats.ActivityId, 3, 3, 0, 0, 0, Now, 7));
    }

    [Fact]
    public void Arrivals_are_counted_with_walk_ins_and_without_who_was_undone()
    {
        var (anna, bo) = (Booking("Anna", seats: 2), Booking("Bo"));
        var seats = Today(capacity: 5).Registered(anna, bo);
        seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, 1, Now, null, null), _ => null));
        seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(bo.Id, null, Now.AddMinutes(1), null, null), _ => null));
        seats = seats.Then(UndoCheckIn.Decide(seats, bo.Id, Now.AddMinutes(2)));
        seats = seats.Then(WalkIn.Decide(seats, Booking("Dan"), null, null, null, Now.AddMinutes(3)));

        ArrivalsView.Of(seats, 9).ShouldBe(new ArrivalsView(seats.ActivityId, 4, 2, 1, 0, 1, Now.AddMinutes(3), 9));
    }

    [Fact]
    public void The_list_has_a_box_for_each_seat_and_no_name_is_taken_for_a_tag()
    {
        var anna = Booking("Anna <b>Ek</b> & \"Co\"", seats: 3, company: new Company("<script>alert(1)</script>", null));
        var seats = Today(capacity: 5).Registered(anna, Booking("Bo"));
        seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, 1, Now, null, null), _ => null));

        var page = PrintedPage.Of("t", PrintAttendees.List(seats));

        page.ShouldContain("☑☐☐");
        page.ShouldContain("Anna &lt;b&gt;Ek&lt;/b&gt; &amp; \"Co\"");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("@example.se");
        page.ShouldContain($"lang=\"{Languages.Current}\"");
    }

    [Fact]
    public void Badges_are_one_a_seat_ten_a_sheet_and_empty_where_nobody_was_named()
    {
        var seats = Today(capacity: 20).Registered(
            [Booking("Anna Ek", seats: 3, company: new Company("Ek AB", null)), .. Enumerable.Range(1, 9).Select(i => Booking($"Gäst {i}"))]);

        var sheets = PrintAttendees.Badges(seats).ToList();

        sheets.Select(sheet => sheet.Elements().Count()).ShouldBe([10, 2]);
        var names = sheets.SelectMany(sheet => sheet.Elements()).Select(badge => badge.Elements().First().Value).ToList();
        names.Count(name => name == "Anna Ek").ShouldBe(1);
        names.Count(name => name.Length == 0).ShouldBe(2);
    }
}
