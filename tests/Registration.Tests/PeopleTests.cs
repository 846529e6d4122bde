using BusinessFocus.Registration.People;
using BusinessFocus.ServiceDefaults.People;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

public sealed class PeopleTests
{
    [Theory]
    [InlineData("556177-7631", "556177-7631")]
    [InlineData("5561777631", "556177-7631")]
    [InlineData("165561777631", "556177-7631")]
    [InlineData("16556177-7631", "556177-7631")]
    [InlineData(" 5561777631 ", "556177-7631")]
    public void An_organisation_number_is_read_as_people_write_it(string text, string shown)
    {
        OrganisationNumber.TryParse(text, out var number).ShouldBeTrue();
        number.Shown.ShouldBe(shown);
        number.IsPersonal.ShouldBeFalse();
    }

    [Theory]
    [InlineData("811228-9874")]
    [InlineData("19811228-9874")]
    [InlineData("198112289874")]
    public void A_sole_traders_number_is_accepted_and_masked(string text)
    {
        OrganisationNumber.TryParse(text, out var number).ShouldBeTrue();
        number.IsPersonal.ShouldBeTrue();
        number.Shown.ShouldBe("8112**-****");
    }

    [Theory]
    [InlineData("556177-7632", "the check digit is wrong")]
    [InlineData("55617-77631", "the hyphen stands elsewhere")]
    [InlineData("195561777631", "an organisation has no such century")]
    [InlineData("556177763", "too short")]
    [InlineData("811328-9872", "there is no thirteenth month")]
    [InlineData("55617A7631", "not digits")]
    [InlineData("", "nothing")]
    [InlineData(null, "nothing")]
    public void Anything_else_is_no_organisation_number(string? text, string why) =>
        OrganisationNumber.TryParse(text, out _).ShouldBeFalse(why);

    [Theory]
    [InlineData(" Anna@Example.SE ", "anna@example.se")]
    [InlineData("anna@åkeri.se", "anna@xn--keri-poa.se")]
    public void An_address_is_made_comparable(string text, string normalised)
    {
        EmailAddress.TryNormalise(text, out var address).ShouldBeTrue();
        address.ShouldBe(normalised);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@example.se")]
    [InlineData("anna@localhost")]
    [InlineData("Anna <anna@example.se>")]
    [InlineData("anna@exa mple.se")]
    [InlineData(null)]
    public void Anything_else_is_no_address(string? text) => EmailAddress.TryNormalise(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("0302-52 20 00", "+46302522000")]
    [InlineData("+46 70 174 06 05", "+46701740605")]
    public void A_phone_number_is_swedish_unless_it_says_otherwise(string text, string e164)
    {
        PhoneNumber.TryNormalise(text, out var number).ShouldBeTrue();
        number.ShouldBe(e164);
    }
}
