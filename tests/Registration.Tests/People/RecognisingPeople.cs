using BusinessFocus.Domain.People;
using BusinessFocus.Registration.People;
using BusinessFocus.Registration.Seats;
using CsCheck;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.People;

public sealed class RecognisingPeople
{
    /// <summary>OWASP API6:2023, unrestricted access to sensitive business flows: a name carried an advertisement into our letter to anybody.</summary>
    [Theory]
    [InlineData("Anna Öberg", true)]
    [InlineData("J.O. d'Arc-Ek", true)]
    [InlineData("Anna, vd. Öbergs", true)]
    [InlineData("Vinn en bil: https://spam.example/x", false)]
    [InlineData("Vinn på WWW.spam", false)]
    [InlineData("Vinn på spam-sajt.se nu", false)]
    [InlineData("Anna\nDu har vunnit", false)]
    public void A_name_carries_no_link_and_no_lines(string name, bool isName) =>
        new ContactValidator().Validate(new Register.ContactRequest(name, "anna@example.se", null, null)).IsValid.ShouldBe(isName);

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
    [InlineData("556177–7631")]
    [InlineData("556177\u20117631")]
    [InlineData("556177−7631")]
    [InlineData("5561 77 – 7631")]
    [InlineData("556177\u00A07631")]
    [InlineData("\u200B556177-7631\uFEFF")]
    [InlineData("５５６１７７－７６３１")]
    [InlineData("SE556177763101")]
    [InlineData("SE 556177-7631 01")]
    [InlineData("se556177763101")]
    [InlineData("SE-556177-7631-01")]
    [InlineData("Org.nr: 556177-7631")]
    [InlineData("orgnr 5561777631")]
    [InlineData("Organisationsnummer 16 556177-7631")]
    [InlineData("VAT no. SE556177763101")]
    public void A_number_is_read_as_a_person_would_read_it(string text)
    {
        OrganisationNumber.TryParse(text, out var number).ShouldBeTrue(OrganisationNumber.WhyNot(text).Sv);
        number.Shown.ShouldBe("556177-7631");
    }

    [Theory]
    [InlineData("556177-7632", "Kontrollsiffran")]
    [InlineData("556177763", "här är det 9")]
    [InlineData("55617A7631", "\"A\"")]
    [InlineData("55617\07631", "tio siffror")]
    [InlineData("SE5561777631", "SE, tio siffror och 01")]
    [InlineData("SE556177763102", "SE, tio siffror och 01")]
    [InlineData("NO5561777631", "\"N\"")]
    [InlineData("811328-9873", "födelsedatum")]
    [InlineData("", "här är det 0")]
    public void A_number_that_is_refused_says_what_was_expected_and_what_came(string text, string why) =>
        OrganisationNumber.WhyNot(text).Sv.ShouldContain(why);

    [Fact]
    public void Every_spelling_of_a_number_is_the_same_number()
    {
        var digits = Gen.Char['0', '9'].Array[9].Where(each => each[2] >= '2').Select(each => WithCheckDigit(new string(each)));
        var hyphen = Gen.OneOf("", "-", " ", "\u2010", "\u2011", "–", "—", "−", " - ", "\u00A0", "\u200B-", "－");
        var before = Gen.OneOf("", " ", "16", "org.nr ", "Org.nr: ", "\uFEFF", "SE");
        Gen.Select(digits, hyphen, before).Sample((number, sign, prefix) =>
        {
            var written = $"{prefix}{number[..6]}{sign}{number[6..]}{(prefix == "SE" ? "01" : "")}";
            OrganisationNumber.TryParse(written, out var read).ShouldBeTrue(written);
            read.Digits.ShouldBe(number);
        });
    }

    [Theory]
    [InlineData(" Anna@Example.SE ", "anna@example.se")]
    [InlineData("anna@åkeri.se", "anna@xn--keri-poa.se")]
    [InlineData("anna@XN--KERI-POA.SE", "anna@xn--keri-poa.se")]
    [InlineData("anna@a\u030Akeri.se", "anna@xn--keri-poa.se")]
    [InlineData("anna@h2.example.", "anna@h2.example")]
    [InlineData("a\u200Bn\u200C\u200Dna\u2060@h2.exa\u00ADmple", "anna@h2.example")]
    [InlineData("\uFEFF\u00A0anna@h2.example\u00A0\u200E", "anna@h2.example")]
    [InlineData("\u202Aanna@h2.example\u202C", "anna@h2.example")]
    [InlineData("\u2066anna\u2069@h2.example", "anna@h2.example")]
    [InlineData("ａnna＠h2．example", "anna@h2.example")]
    [InlineData("anna@h2。example", "anna@h2.example")]
    [InlineData("o'brien+kurs_1@h2.example", "o'brien+kurs_1@h2.example")]
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
    [InlineData("anna.@foretag.example")]
    [InlineData(".anna@foretag.example")]
    [InlineData("an..na@foretag.example")]
    [InlineData("a+b.@foretag.example")]
    [InlineData("\"a@b\"@foretag.example")]
    [InlineData("\"a\\\"b\"@foretag.example")]
    [InlineData("åsa@foretag.example")]
    [InlineData("anna (hemma)@foretag.example")]
    [InlineData("an\u00A0na@foretag.example")]
    [InlineData("anna@-foretag.example")]
    [InlineData("anna@foretag-.example")]
    [InlineData("anna@foretag..example")]
    [InlineData("anna@foretag.example..")]
    [InlineData("anna@fore_tag.example")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("anna@xn--a.example")]
    [InlineData("anna\0@foretag.example")]
    public void Anything_else_is_no_address_and_says_why(string? text)
    {
        EmailAddress.TryNormalise(text, out var address).ShouldBeFalse();
        address.ShouldBe("");
        EmailAddress.WhyNot(text).Sv.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_address_is_as_long_as_a_mail_server_takes_it()
    {
        var label = new string('d', 63);
        EmailAddress.TryNormalise($"{new string('a', 64)}@foretag.example", out _).ShouldBeTrue();
        EmailAddress.WhyNot($"{new string('a', 65)}@foretag.example").Sv.ShouldContain("här är det 65");
        EmailAddress.TryNormalise($"anna@{label}.example", out _).ShouldBeTrue();
        EmailAddress.TryNormalise($"anna@{label}d.example", out _).ShouldBeFalse();
        EmailAddress.TryNormalise($"{new string('a', 62)}@{label}.{label}.{label}", out _).ShouldBeTrue("254 in all");
        EmailAddress.TryNormalise($"{new string('a', 63)}@{label}.{label}.{label}", out _).ShouldBeFalse();
    }

    [Fact]
    public void What_nobody_sees_makes_no_second_address_and_normalising_again_changes_nothing()
    {
        var unseen = Gen.OneOf("", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2060", "\u00AD", "\uFEFF", "\u202E", "\u2068");
        Gen.Select(unseen.Array[17], Gen.Bool, Gen.OneOf("", ".")).Sample((between, capitals, dot) =>
        {
            var written = string.Concat("anna@å.example".Select((letter, i) => between[i] + (capitals ? char.ToUpperInvariant(letter) : letter))) + between[16] + dot;
            EmailAddress.TryNormalise(written, out var address).ShouldBeTrue(EmailAddress.WhyNot(written).Sv);
            address.ShouldBe("anna@xn--5ca.example");
            EmailAddress.TryNormalise(address, out var again).ShouldBeTrue();
            again.ShouldBe(address);
        });
    }

    [Theory]
    [InlineData("anna@h2.example.", new[] { "anna@h2.example", "anna@h2.example." })]
    [InlineData("Anna@h2.example", new[] { "anna@h2.example" })]
    [InlineData("a+b.@h2.example", new[] { "a+b.@h2.example" })]
    [InlineData("\"a b\"@h2.example", new[] { "\"a b\"@h2.example" })]
    [InlineData("anna", new string[0])]
    public void What_was_taken_as_an_address_once_is_still_found(string text, string[] forms) => EmailAddress.FormsOf(text).ShouldBe(forms);

    [Theory]
    [InlineData("0302-52 20 00", "+46302522000")]
    [InlineData("+46 70 174 06 05", "+46701740605")]
    public void A_phone_number_is_swedish_unless_it_says_otherwise(string text, string e164)
    {
        PhoneNumber.TryNormalise(text, out var number).ShouldBeTrue();
        number.ShouldBe(e164);
    }

    [Theory]
    [InlineData("070-123 45 67 (mobil)", "+46701234567")]
    [InlineData("Mobil: 070-123 45 67", "+46701234567")]
    [InlineData("070–123 45 67", "+46701234567")]
    [InlineData("070\u2011123\u00A045\u00A067", "+46701234567")]
    [InlineData("\u202A070-123 45 67\u202C", "+46701234567")]
    [InlineData("070/123 45 67", "+46701234567")]
    [InlineData("070.123.45.67", "+46701234567")]
    [InlineData("(070) 123 45 67", "+46701234567")]
    [InlineData("+46 (0)70-123 45 67", "+46701234567")]
    [InlineData("0046 70 123 45 67", "+46701234567")]
    [InlineData("46701234567", "+46701234567")]
    [InlineData("701234567", "+46701234567")]
    [InlineData("tel:+46-70-123-45-67", "+46701234567")]
    [InlineData("０７０－１２３４５６７", "+46701234567")]
    [InlineData("0302-52 20 00 ankn 123", "+46302522000")]
    [InlineData("0302-52 20 00 x123", "+46302522000")]
    [InlineData("0302-52 20 00 (vx)", "+46302522000")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    public void A_phone_number_is_read_as_a_person_would_read_it(string text, string e164)
    {
        PhoneNumber.TryNormalise(text, out var number).ShouldBeTrue(PhoneNumber.WhyNot(text).Sv);
        number.ShouldBe(e164);
    }

    [Theory]
    [InlineData("070-123 45 67, 0302-52 20 00", "Flera telefonnummer")]
    [InlineData("070-123 45 67 eller 0302-52 20 00", "Flera telefonnummer")]
    [InlineData("070-123 45", "8 siffror")]
    [InlineData("ring växeln", "väntas")]
    [InlineData("", "väntas")]
    public void A_phone_number_that_is_refused_says_what_was_expected_and_what_came(string text, string why)
    {
        PhoneNumber.TryNormalise(text, out _).ShouldBeFalse();
        PhoneNumber.WhyNot(text).Sv.ShouldContain(why);
    }

    [Fact]
    public void Every_spelling_of_a_phone_number_is_the_same_number()
    {
        var hyphen = Gen.OneOf("", "-", " ", "\u2010", "\u2011", "–", "—", "−", "/", " - ", "\u00A0", "\u200B");
        var before = Gen.OneOf("", "Mobil: ", "tel. ", "(mobil) ", "\u202A", "T:");
        var after = Gen.OneOf("", " (mobil)", " mobil", "\u202C", " (hem)", " ankn 12", " växel");
        Gen.Select(Gen.Int[1_000_000, 9_999_999], hyphen, before, after).Sample((number, sign, first, last) =>
        {
            var written = $"{first}070{sign}{number}{last}";
            PhoneNumber.TryNormalise(written, out var e164).ShouldBeTrue(written);
            e164.ShouldBe($"+4670{number}");
        });
    }

    private static string WithCheckDigit(string nine) =>
        Enumerable.Range(0, 10).Select(last => $"{nine}{last}").Single(ten => OrganisationNumber.TryParse(ten, out _));
}
