using BusinessFocus.Web.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Surveys;

/// <summary>What somebody in the room pastes to show that they came: the code of their ticket, or the link to their registration.</summary>
public sealed class PastingATicket
{
    private const string Id = "01a2267b-fdcf-718f-a03c-4cd7258a52a5";

    [Theory]
    [InlineData($"https://festival.example/anmalan/{Id}?token=a%2Bb")]
    [InlineData($"https://festival.example/en/anmalan/{Id}?token=a%2Bb")]
    [InlineData($"https://festival.example/api/v1/registrations/{Id}?token=a%2Bb")]
    public void A_link_is_read_as_letters_and_pages_have_it(string pasted) =>
        PastedTicket.Read(pasted).ShouldBe(new PastedTicket(null, (Guid.Parse(Id), "a+b")));

    [Fact]
    public void A_code_is_taken_as_it_is() => PastedTicket.Read("AaIme_3PcY-g").ShouldBe(new PastedTicket("AaIme_3PcY-g", null));

    [Theory]
    [InlineData("")]
    [InlineData("jag var där")]
    [InlineData($"https://festival.example/anmalan/{Id}")]
    [InlineData($"https://festival.example/anmalan/{Id}?token=")]
    [InlineData("https://festival.example/")]
    [InlineData("https://festival.example/program?token=x")]
    public void Anything_else_is_no_ticket(string pasted) => PastedTicket.Read(pasted).ShouldBeNull();

    [Fact]
    public void What_is_longer_than_a_ticket_is_none() => PastedTicket.Read(new string('a', 401)).ShouldBeNull();
}
