using BusinessFocus.Web.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Activities;

public sealed class FillingInTheForm
{
    [Fact]
    public void What_is_left_empty_is_left_out_of_the_request()
    {
        var request = Register.RequestOf(Form(("contact.name", "Åsa"), ("contact.email", "asa@foretag.example"), ("company.name", " "), ("seats", "2"), ("consent", "true")));

        (request.Contact!.Name, request.Contact.Email, request.Seats, request.Consent).ShouldBe(("Åsa", "asa@foretag.example", 2, true));
        (request.Company, request.Conversation, request.Answers).ShouldBe((null, null, null));
    }

    [Fact]
    public void A_company_a_conversation_and_answers_go_along()
    {
        var request = Register.RequestOf(Form(
            ("company.name", "Bolaget AB"), ("conversation.topic", "Bygglov"), ("answers.diet", "vegan"), ("answers.coffee", "")));

        request.Company!.Name.ShouldBe("Bolaget AB");
        request.Conversation!.Topic.ShouldBe("Bygglov");
        request.Answers!.AdditionalData.ShouldBe(new Dictionary<string, object> { ["diet"] = "vegan" });
    }

    [Fact]
    public void Without_the_tick_there_is_no_consent_and_what_is_no_number_is_no_seats()
    {
        var request = Register.RequestOf(Form(("seats", "många")));

        (request.Consent, request.Seats).ShouldBe((false, null));
    }

    [Fact]
    public void What_is_forgotten_or_mistyped_is_said_at_its_field_in_the_order_of_the_form()
    {
        Register.FaultsIn(Form()).Keys.ShouldBe(["contact.name", "contact.email", "consent"]);
        Some.In("sv-SE", () => Register.FaultsIn(Form(("contact.name", "Åsa"), ("contact.email", "asa@"), ("consent", "true"))))
            .ShouldHaveSingleItem().Value.ShouldStartWith("E-postadressen ser inte rätt ut.");
        Register.FaultsIn(Form(("contact.name", "Åsa"), ("contact.email", "asa@foretag.example"), ("consent", "true"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2,5")]
    [InlineData("två")]
    public void Seats_that_are_no_number_are_not_taken_for_one(string seats) =>
        Register.FaultsIn(Form(("contact.name", "Åsa"), ("contact.email", "asa@foretag.example"), ("seats", seats), ("consent", "true"))).Keys.ShouldBe(["seats"]);

    private static FormCollection Form(params (string Field, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Field, field => new StringValues(field.Value)));
}
