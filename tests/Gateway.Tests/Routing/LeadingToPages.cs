using BusinessFocus.Gateway.Routing;
using Microsoft.AspNetCore.Http;
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
    [InlineData("/visit-requests/0193e6a0", false, "/styr/besok/0193e6a0")]
    [InlineData("/visit-requests/0193e6a0", true, "/besok/0193e6a0")]
    [InlineData("/follow-ups/0193e6a0", false, "/styr/arenden/0193e6a0")]
    [InlineData("/follow-ups/0193e6a0/reopen", true, "/arende/0193e6a0")]
    [InlineData("/my", false, "/mina")]
    public void A_link_without_a_token_leads_staff_to_theirs(string address, bool hasToken, string page) =>
        WebPages.PageOf(address, hasToken).ShouldBe(page);

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

    [Theory]
    [InlineData("?lang=en", "sv-SE,sv;q=0.9", true)]
    [InlineData("?lang=sv", "en-GB", false)]
    [InlineData("", "en-GB,en;q=0.9", true)]
    [InlineData("", "en-US,en;q=0.9,sv;q=0.5", false)]
    [InlineData("", "en,sv;q=0", true)]
    [InlineData("", "de", false)]
    [InlineData("", "", false)]
    [InlineData("?lang=en&lang=sv", "", false)]
    public void A_page_is_in_the_language_of_its_letter_or_in_one_that_the_reader_takes(string query, string taken, bool isEnglish)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.AcceptLanguage = taken;

        WebPages.IsInEnglish(context.Request).ShouldBe(isEnglish);
    }
}
