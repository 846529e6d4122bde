using BusinessFocus.Gateway.Routing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests.Routing;

/// <summary>To which page a browser is led that opens an address of the interface, as letters have them.</summary>
public sealed class LeadingToPages
{
    [Theory]
    [InlineData("/registrations/1", "/anmalan/1")]
    [InlineData("/my", "/mina")]
    [InlineData("/surveys/abc", "/svara/abc")]
    [InlineData("/rooms/abc", "/svara/rum/abc")]
    [InlineData("/preferences/abc", "/installningar/abc")]
    [InlineData("/preferences/abc/unsubscribe/surveys", "/avboka/abc/surveys")]
    [InlineData("/follow-ups/1/reopen", "/arende/1")]
    public void A_link_of_a_letter_leads_to_its_page(string address, string page) => WebPages.PageOf(address).ShouldBe(page);

    [Theory]
    [InlineData("/preferences/a*b/unsubscribe/c d", "/avboka/a%2Ab/c%20d")]
    [InlineData("/surveys/a?b", "/svara/a%3Fb")]
    public void What_is_filled_in_is_one_part_whatever_it_has(string address, string page) => WebPages.PageOf(address).ShouldBe(page);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/surveys")]
    [InlineData("/preferences/abc/unsubscribe")]
    [InlineData("/preferences/abc/other/surveys")]
    [InlineData("/activities/1/availability")]
    [InlineData("/follow-ups/1")]
    [InlineData("/follow-ups/1/reopen/form")]
    public void All_else_has_no_page(string? address) => WebPages.PageOf(address).ShouldBeNull();
}
