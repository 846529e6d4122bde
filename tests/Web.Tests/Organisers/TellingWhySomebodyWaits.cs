using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Attendees;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>Who comes to an activity, who waits and why, and somebody who calls.</summary>
public sealed class TellingWhySomebodyWaits
{
    private static readonly ActivityView Activity = Some.Activity("2027-10-05T06:30Z", capacity: 2);

    [Fact]
    public void The_first_in_a_full_line_gets_the_next_seat_and_the_others_are_only_told_their_place()
    {
        var seats = Some.Seats(Activity, left: 0, waiting: 2);

        Some.In("sv-SE", () => LineWords.Of(Waiting(1), Activity, seats, Some.Now)).ShouldBe("Plats 1 i kön. Fullt: får nästa plats som blir ledig.");
        Some.In("en-GB", () => LineWords.Of(Waiting(2), Activity, seats, Some.Now)).ShouldBe("Place 2 on the waiting list. Full.");
    }

    [Fact]
    public void A_group_that_does_not_fit_is_told_of_what_is_free()
    {
        Some.In("sv-SE", () => LineWords.Of(Waiting(1, wanted: 3), Activity, Some.Seats(Activity, left: 2, waiting: 3), Some.Now))
            .ShouldBe("Plats 1 i kön. Vill ha 3 platser tillsammans, 2 är lediga.");
    }

    [Fact]
    public void Who_wants_more_than_there_are_is_told_so_first()
    {
        var each = Waiting(1, wanted: 5);
        each.IsTooLarge = true;

        Some.In("en-GB", () => LineWords.Of(each, Activity, Some.Seats(Activity, left: 0), Some.Now)).ShouldContain("more than the activity has");
    }

    [Fact]
    public void Seats_that_cannot_be_read_are_no_reason_to_say_nothing()
    {
        Some.In("sv-SE", () => LineWords.Of(Waiting(2), Activity, seats: null, Some.Now)).ShouldBe("Plats 2 i kön. Fullt.");
    }

    [Fact]
    public void Those_with_seats_come_first_by_name_then_the_line_in_its_order_and_what_has_ended_is_not_among_all()
    {
        var list = new AttendeeList(
            [Waiting(2, name: "Adam"), Of(RegistrationStatus.Cancelled, "Bo"), Of(RegistrationStatus.Confirmed, "Örjan"), Waiting(1, name: "Cia"), Of(RegistrationStatus.Confirmed, "Dag")],
            new AttendeeFilter(null, null, 0));

        list.Found.Select(each => each.Contact!.Name).ShouldBe(["Dag", "Örjan", "Cia", "Adam"]);
        list.CountOf(AttendeeList.Ended).ShouldBe(1);
        list.CountOf(AttendeeList.InLine).ShouldBe(2);
    }

    [Fact]
    public void A_part_of_a_name_a_company_or_a_number_finds_whatever_the_letters()
    {
        var kim = Of(RegistrationStatus.Confirmed, "Kim Ek");
        kim.Company = new CompanyView { Name = "Snickeriet AB" };
        kim.Contact!.Phone = "+46701234567";

        foreach (var text in new[] { "kim", "SNICK", "46701" })
        {
            new AttendeeList([kim, Of(RegistrationStatus.Confirmed, "Bo")], new AttendeeFilter(null, text, 0)).Found.ShouldBe([kim]);
        }
    }

    [Fact]
    public void With_an_address_letters_go_there_and_without_it_is_registered_at_the_desk()
    {
        var form = Form(("name", "Kim Ek"), ("email", "kim@snickeriet.example"), ("phone", "070-123 45 67"), ("company.name", "Snickeriet"), ("seats", " 2 "), ("consent", "true"), ("answers.diet", "vego"));

        AddAttendee.FaultsIn(form).ShouldBeEmpty();
        var asked = AddAttendee.RequestOf(form);
        (asked.Contact!.Name, asked.Contact.Email, asked.Seats, asked.Consent, asked.OnlyIfRoom).ShouldBe(("Kim Ek", "kim@snickeriet.example", 2, true, null));
        asked.Answers!.AdditionalData["diet"].ShouldBe("vego");
        (AddAttendee.DeskOf(form).Name, AddAttendee.DeskOf(form).Phone).ShouldBe(("Kim Ek", "070-123 45 67"));
    }

    [Fact]
    public void Who_stands_here_needs_to_say_yes_to_nothing_and_has_a_name()
    {
        var form = Form(("name", "Kim Ek"), ("how", "here"), ("seats", "1"));

        AddAttendee.FaultsIn(form).ShouldBeEmpty();
        (AddAttendee.WalkInOf(form).Name, AddAttendee.WalkInOf(form).Contact).ShouldBe(("Kim Ek", null));
        AddAttendee.FaultsIn(Form(("name", " "), ("seats", "många"))).Keys.ShouldBe(["name", "seats", "consent"]);
    }

    private static RegistrationView Waiting(int position, int wanted = 1, string name = "Kim")
    {
        var each = Of(RegistrationStatus.Waitlisted, name);
        (each.Position, each.Seats) = (position, wanted);
        return each;
    }

    private static RegistrationView Of(RegistrationStatus status, string name) => new()
    {
        Id = Guid.NewGuid(),
        Status = status,
        Seats = 1,
        RegisteredAt = Some.Now,
        Contact = new ContactView { Name = name, Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@foretag.example" },
    };

    private static FormCollection Form(params (string Field, StringValues Value)[] fields) => new(fields.ToDictionary(field => field.Field, field => field.Value));
}
