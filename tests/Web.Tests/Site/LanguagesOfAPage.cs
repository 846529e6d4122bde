using System.Globalization;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Site;

public sealed class LanguagesOfAPage
{
    [Theory]
    [InlineData("sv-SE", "/", "", "/en")]
    [InlineData("sv-SE", "/program", "?kind=seminar", "/en/program?kind=seminar")]
    [InlineData("en-GB", "/program", "", "/program")]
    [InlineData("en-GB", "//other.example/program", "", "/other.example/program")]
    public void The_link_to_the_other_language_stays_here(string culture, string path, string query, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var page = new DefaultHttpContext { Request = { Method = "GET", Path = path, QueryString = new QueryString(query) } };
        Links.InOtherLanguage(page).ShouldBe(expected);
    }
}
