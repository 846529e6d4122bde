using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Messages;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>Whom a message is to, and when it goes.</summary>
public sealed class WritingToPeople
{
    [Fact]
    public void Without_a_tick_it_is_everybody_and_now()
    {
        var request = EditionMessageForm.RequestOf(Form(("subject", "Hej"), ("text", "Vi ses"), ("audience.to", ""), ("audience.came", ""), ("when", ""), ("day", "2027-10-04")));

        request.Audience!.Kinds.ShouldBeNull();
        (request.Audience.To, request.Audience.Came, request.Audience.IsMember, request.SendAt).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void What_is_ticked_is_asked_for_and_the_clock_is_the_one_on_the_wall()
    {
        var request = EditionMessageForm.RequestOf(Form(
            ("subject", "Hej"), ("text", "Rad\r\n\r\nRad"), ("audience.kinds", new StringValues(["seminar", "companyVisit"])), ("audience.topics", "bygglov"), ("audience.to", "waiting"),
            ("audience.companySizes", "sole"), ("audience.isMember", "no"), ("audience.came", "yes"), ("when", "later"), ("day", "2027-10-04"), ("time", "09:30")));

        request.Audience!.Kinds.ShouldBe([ActivityKind.Seminar, ActivityKind.CompanyVisit]);
        request.Audience.Topics.ShouldBe(["bygglov"]);
        request.Audience.CompanySizes.ShouldBe([CompanySize.Sole]);
        (request.Audience.To, request.Audience.IsMember, request.Audience.Came).ShouldBe((Audience.Waiting, false, true));
        request.SendAt.ShouldBe(Some.At("2027-10-04T07:30Z"));
        request.Text.ShouldBe("Rad\n\nRad");
        Some.In("sv-SE", () => EditionMessageForm.Said(request.Audience, TopicsNow.Of(null)))
            .ShouldBe("de som står i kö · seminarium · företagsbesök · Bygglov · inga anställda · inte medlemmar · de som kom");
    }

    [Fact]
    public void A_time_that_has_been_or_is_missing_is_told_at_its_field()
    {
        EditionMessageForm.FaultsIn(Form(("subject", "Hej"), ("text", "Vi ses"), ("when", "later"), ("day", "2027-09-07"), ("time", "13:59")), Some.Now).Keys.ShouldBe(["day"]);
        EditionMessageForm.FaultsIn(Form(("subject", "Hej"), ("text", "Vi ses"), ("when", "later")), Some.Now).Keys.ShouldBe(["day", "time"]);
        EditionMessageForm.FaultsIn(Form(("when", "")), Some.Now).Keys.ShouldBe(["subject", "text"]);
    }

    [Fact]
    public void Who_has_several_registrations_is_counted_once_and_who_cannot_be_reached_not_at_all()
    {
        RegistrationView[] all =
        [
            Of(RegistrationStatus.Confirmed, "kim@a.example"), Of(RegistrationStatus.Confirmed, "KIM@a.example"), Of(RegistrationStatus.Waitlisted, "bo@a.example"),
            Of(RegistrationStatus.Cancelled, "cia@a.example"), Of(RegistrationStatus.Confirmed, ""),
        ];

        MessageActivity.Reached(Audience.All, all).ShouldBe(2);
        MessageActivity.Reached(Audience.Confirmed, all).ShouldBe(1);
        MessageActivity.Reached(Audience.Waiting, all).ShouldBe(1);
    }

    private static RegistrationView Of(RegistrationStatus status, string email) => new() { Status = status, Contact = new ContactView { Name = "Kim", Email = email } };

    private static FormCollection Form(params (string Field, StringValues Value)[] fields) => new(fields.ToDictionary(field => field.Field, field => field.Value));
}
