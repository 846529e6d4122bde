using BusinessFocus.Web.Stars;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Stars;

public sealed class KeepingStars
{
    private static readonly Guid One = Guid.Parse("01a22711-c47b-71c5-a892-6a7f910e90ed");
    private static readonly Guid Two = Guid.Parse("ffffffff-ffff-4fff-bfff-fffffffffffe");

    [Fact]
    public void A_list_is_the_same_after_it_was_a_cookie_or_an_address()
    {
        var code = new Starred([One, Two]).Code;

        code.ShouldAllBe(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-' || sign == '_');
        Starred.Of(code).Activities.ShouldBe([One, Two]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nothing that could be meant, though it is long")]
    public void What_cannot_be_read_is_nothing(string? code) => Starred.Of(code).IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_link_that_was_cut_off_shows_the_rest() => Starred.Of(new Starred([One, Two]).Code[..30]).Activities.ShouldBe([One]);

    [Fact]
    public void Kept_twice_it_stands_once_and_let_go_twice_it_is_gone()
    {
        var kept = After(Starred.Nothing, (KeepStar.Keep, One));

        After(kept, (KeepStar.Keep, One)).Activities.ShouldBe([One]);
        After(After(kept, (KeepStar.LetGo, One)), (KeepStar.LetGo, One)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Where_there_are_too_many_the_oldest_goes()
    {
        var many = Enumerable.Range(0, Starred.Most).Aggregate(Starred.Nothing, (starred, _) => starred.With(Guid.NewGuid()));

        many.With(One).Activities.ShouldBe([.. many.Activities.Skip(1), One]);
    }

    [Fact]
    public void A_shared_list_is_kept_beside_ones_own() =>
        KeepStar.After(new Starred([One]), new FormCollection(new() { [KeepStar.KeepAll] = new Starred([Two, One]).Code })).Activities.ShouldBe([One, Two]);

    [Theory]
    [InlineData("/program?dag=2027-10-05", "/program?dag=2027-10-05#a-01a22711-c47b-71c5-a892-6a7f910e90ed")]
    [InlineData("//evil.example", "/mina-val")]
    [InlineData("/\\evil.example", "/mina-val")]
    [InlineData("https://evil.example", "/mina-val")]
    [InlineData("/a\r\nSet-Cookie: x", "/mina-val")]
    [InlineData("", "/mina-val")]
    public void It_goes_back_to_a_page_of_ours_only(string page, string address) =>
        Some.In("sv-SE", () => KeepStar.BackTo(new FormCollection(new() { [KeepStar.Back] = page, [KeepStar.Keep] = One.ToString() }))).ShouldBe(address);

    private static Starred After(Starred starred, (string Field, Guid Activity) pressed) =>
        KeepStar.After(starred, new FormCollection(new() { [pressed.Field] = pressed.Activity.ToString() }));
}
