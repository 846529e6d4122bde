using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.SignIn;

/// <summary>A session that ends while somebody types takes nothing from them.</summary>
public sealed class KeepingWhatWasTyped
{
    [Fact]
    public async Task What_was_sent_without_a_session_can_be_sent_again_to_where_it_was_sent()
    {
        var shown = await ShowAsync("same-origin");

        Typed(shown)["title.sv"].ToString().ShouldBe("Frukost");
        shown.Parameters[nameof(SignInAgainPage.Action)].ShouldBe("/en/styr/aktiviteter/ny?edition=lerum-2027");
        shown.StatusCode.ShouldBe(StatusCodes.Status401Unauthorized);
    }

    [Fact]
    public async Task What_another_site_sent_is_not_shown_as_if_it_were_typed_here() => Typed(await ShowAsync("cross-site")).ShouldBeEmpty();

    private static async Task<RazorComponentResult<SignInAgainPage>> ShowAsync(string from)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.PathBase = "/en";
        context.Request.Path = "/styr/aktiviteter/ny";
        context.Request.QueryString = new QueryString("?edition=lerum-2027");
        context.Request.Headers["Sec-Fetch-Site"] = from;
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Form = new FormCollection(new Dictionary<string, StringValues> { ["title.sv"] = "Frukost" });
        return (RazorComponentResult<SignInAgainPage>)await context.SignInAgainAsync();
    }

    private static IFormCollection Typed(RazorComponentResult<SignInAgainPage> shown) => (IFormCollection)shown.Parameters[nameof(SignInAgainPage.Typed)]!;
}
