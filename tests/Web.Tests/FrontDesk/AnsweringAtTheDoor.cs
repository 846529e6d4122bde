using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.FrontDesk;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.FrontDesk;

/// <summary>What whoever stands at the door is told, and may do then.</summary>
public sealed class AnsweringAtTheDoor
{
    [Theory]
    [InlineData("Åsa Öberg", false)]
    [InlineData("kvalitetssakringsansvarig", false)]
    [InlineData("AZqB2k3mcUmDvE9Lx1pQ7wJk2mN4bV6cX8zA0sD2fG4hJ6kL8qW0eR2tY4uI6oP8aS0dF2gH4jK6lZ8xC0vB2nM4qW6eR8tY0uI2oP4aS6d", true)]
    [InlineData("AZqB2k3mcUmDvE9Lx1pQ7wJk2mN4bV6cX8zA0sD2fG4hJ6kL8qW0eR2tY4uI6oP8 S0dF2gH4jK6lZ8xC0vB2nM4qW6eR8tY0uI2oP4aS6d", false)]
    public void A_tickets_code_is_told_from_a_name(string typed, bool isCode) => LookUp.IsCode(typed).ShouldBe(isCode);

    [Fact]
    public void Whose_ticket_it_was_is_said_and_taken_back_by_the_id_that_came_in()
    {
        var (registration, attendee) = (Guid.NewGuid(), Guid.NewGuid());

        Outcome.In(new CheckInAnswer { Name = "Anna", Seats = 1, RegistrationId = registration }).ShouldBe(new Outcome(OutcomeKind.In, "Anna", Undo: registration));
        var one = Outcome.In(new CheckInAnswer { Name = "Bo", Seats = 3, RegistrationId = registration, AttendeeId = attendee });
        one.Undo.ShouldBe(attendee);
        one.Text.ShouldBe("3 har kommit på den anmälan");
        Some.In("en-GB", () => Outcome.In(new CheckInAnswer { Seats = 1 }).Title).ShouldBe("Checked in");
    }

    [Theory]
    [InlineData("already-checked-in", "sv-SE", "Kom kl. 13.12, Norra.")]
    [InlineData("already-checked-in", "en-GB", "Arrived at 13:12, Norra.")]
    [InlineData("door-not-open", "sv-SE", "Insläppet börjar kl. 13.12.")]
    [InlineData("no-such", "sv-SE", null)]
    public void A_refusal_says_what_to_do_or_when(string code, string culture, string? text) =>
        Some.In(culture, () => Outcome.Why(code, name => name == "door" ? "Norra" : "2027-09-07T11:12:00Z", Some.Now)).ShouldBe(text);

    [Fact]
    public void Another_day_is_named() => Some.In("sv-SE", () => DoorTimes.At(Some.At("2027-09-06T11:12Z"), Some.Now)).ShouldBe("mån 6 september kl. 13.12");

    [Fact]
    public void What_is_sent_again_with_a_reason_is_what_was_sent_but_its_key()
    {
        var form = new FormCollection(new() { [FormKey.Field] = Guid.NewGuid().ToString(), [LookUp.Search] = "code", [Override.Reason] = "Talare" });

        SentAgain.Of(LookUp.Act, form).Fields.ShouldBe(new Dictionary<string, string> { [LookUp.Search] = "code" });
        Override.In(form)!.Reason.ShouldBe("Talare");
        Override.In(FormCollection.Empty).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("already-checked-in", "Redan incheckad kl. 13.12, Norra")]
    [InlineData("not-a-ticket", "Det var ingen biljett")]
    [InlineData("new-one", "new-one")]
    public void A_scan_that_was_handed_in_late_is_answered_in_words(string? problem, string? words) => Some.In("sv-SE", () => HandInScans.Refusal(
        new UploadScansScanAnswer { Problem = problem, CheckedInAt = Some.At("2027-09-07T11:12Z"), Door = "Norra" }, Some.Now)).ShouldBe(words);
}
