using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Visits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Visits;

/// <summary>What the forms of a visit ask the interface for.</summary>
public sealed class AskingByTheForm
{
    [Fact]
    public void All_that_was_filled_in_is_asked_for()
    {
        var asked = AskForVisit.RequestOf(Form(
            ("company.name", "Snickeriet AB"),
            ("address.street", "Storgatan 1"),
            ("address.area", "Gråbo"),
            ("numberOfEmployees", " 12 "),
            ("topics", new StringValues(["bygglov", "miljo"])),
            ("message", "Välkomna"),
            ("days", new StringValues(["2026-12-01", "2026-12-02"])),
            ("partOfDay", "morning"),
            ("contact.name", "Kim Ek"),
            ("contact.email", "kim@snickeriet.example"),
            ("contact.phone", "070-123 45 67"),
            ("consent", "true")));

        asked.Company!.Name.ShouldBe("Snickeriet AB");
        (asked.Address!.Street, asked.Address.Area).ShouldBe(("Storgatan 1", "Gråbo"));
        asked.NumberOfEmployees.ShouldBe(12);
        asked.Topics.ShouldBe(["bygglov", "miljo"]);
        asked.Message.ShouldBe("Välkomna");
        asked.Days.ShouldBe([new Date(2026, 12, 1), new Date(2026, 12, 2)]);
        asked.PartOfDay.ShouldBe(PartOfDay.Morning);
        (asked.Contact!.Name, asked.Contact.Email, asked.Contact.Phone).ShouldBe(("Kim Ek", "kim@snickeriet.example", "070-123 45 67"));
        asked.Consent.ShouldBe(true);
    }

    [Fact]
    public void What_was_left_empty_is_left_out_and_consent_is_never_presumed()
    {
        var asked = AskForVisit.RequestOf(Form(("company.name", "Snickeriet AB"), ("message", "  "), ("contact.phone", ""), ("numberOfEmployees", "")));

        asked.Days.ShouldBeNull();
        asked.Topics.ShouldBeNull();
        asked.Message.ShouldBeNull();
        asked.Contact!.Phone.ShouldBeNull();
        asked.NumberOfEmployees.ShouldBeNull();
        asked.PartOfDay.ShouldBe(PartOfDay.Any);
        asked.Consent.ShouldBe(false);
    }

    [Fact]
    public void Another_time_says_when_and_why()
    {
        var asked = AnswerVisit.AnotherTimeIn(Form(("days", "2026-12-04"), ("partOfDay", "afternoon"), ("message", "Leverans på torsdag")));

        asked.Days.ShouldBe([new Date(2026, 12, 4)]);
        asked.PartOfDay.ShouldBe(PartOfDay.Afternoon);
        asked.Message.ShouldBe("Leverans på torsdag");
    }

    [Fact]
    public void A_day_is_wished_once_and_what_is_no_day_is_none()
    {
        Wishes.DaysIn(Form(("days", new StringValues(["2026-12-04", "2026-12-04", "fredag", ""])))).ShouldBe([new Date(2026, 12, 4)]);
    }

    [Fact]
    public void What_is_forgotten_is_told_in_the_order_of_the_form()
    {
        AskForVisit.FaultsIn(Form(("company.name", " "))).Keys.ShouldBe(
            ["company.name", "address.street", "address.area", "contact.name", "contact.email", "consent"]);
    }

    [Fact]
    public void What_is_mistyped_is_told_and_what_may_be_left_out_is_not_missed()
    {
        AskForVisit.FaultsIn(Whole()).ShouldBeEmpty();
        AskForVisit.FaultsIn(Whole(("numberOfEmployees", "tolv"), ("contact.email", "kim"), ("contact.phone", "ring"))).Keys.ShouldBe(
            ["numberOfEmployees", "contact.email", "contact.phone"]);
        AskForVisit.FaultsIn(Whole(("numberOfEmployees", "-1"))).Keys.ShouldBe(["numberOfEmployees"]);
    }

    private static FormCollection Whole(params (string Field, StringValues Value)[] more) => Form(
    [
        ("company.name", "Snickeriet AB"),
        ("address.street", "Storgatan 1"),
        ("address.area", "Gråbo"),
        ("contact.name", "Kim Ek"),
        ("consent", "true"),
        .. more.Any(field => field.Field == "contact.email") ? more : [.. more, ("contact.email", "kim@snickeriet.example")],
    ]);

    private static FormCollection Form(params (string Field, StringValues Value)[] fields) =>
        new(fields.ToDictionary(field => field.Field, field => field.Value));
}
