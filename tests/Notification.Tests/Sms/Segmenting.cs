using BusinessFocus.Notifications.Sms;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Sms;

/// <summary>How a text is cut into messages, without a phone.</summary>
public sealed class Segmenting
{
    private const string Link = "https://businessfocus.example/api/v1/registrations/0199a000-0000-7000-8000-000000000001?token=AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

    [Theory]
    [InlineData("åäöÅÄÖé", true)]
    [InlineData("ÉèùìòÇØøÆæßÑñÜüà¿¡§¤£¥$@Δ\n", true)]
    [InlineData("~[x]{y}|^\\€", true)]
    [InlineData("–", false)]
    [InlineData("…", false)]
    [InlineData("”", false)]
    [InlineData("🤝", false)]
    [InlineData("ç", false)]
    [InlineData("ê", false)]
    [InlineData("\t", false)]
    public void A_phone_has_some_characters_of_its_own(string text, bool isGsm7) => Segments.Of(text).IsGsm7.ShouldBe(isGsm7);

    [Theory]
    [InlineData("a", 0, 1)]
    [InlineData("a", 160, 1)]
    [InlineData("a", 161, 2)]
    [InlineData("a", 306, 2)]
    [InlineData("a", 307, 3)]
    [InlineData("€", 80, 1)]
    [InlineData("€", 81, 2)]
    // 153 is odd: of each message one place stays empty, because an extension character is not split.
    [InlineData("€", 152, 2)]
    [InlineData("€", 153, 3)]
    [InlineData("ê", 70, 1)]
    [InlineData("ê", 71, 2)]
    [InlineData("ê", 134, 2)]
    [InlineData("ê", 135, 3)]
    [InlineData("🤝", 35, 1)]
    [InlineData("🤝", 36, 2)]
    // 67 is odd, and a surrogate pair is not split either.
    [InlineData("🤝", 66, 2)]
    [InlineData("🤝", 67, 3)]
    public void A_text_takes_so_many_messages(string character, int times, int messages) =>
        Segments.Of(string.Concat(Enumerable.Repeat(character, times))).Count.ShouldBe(messages);

    [Fact]
    public void Typographic_characters_give_way_where_that_makes_the_text_the_phones_own()
    {
        Segments.Fit("Näringsliv – ”möten” – så här… 9–11", 3).ShouldBe(new SegmentedText("Näringsliv - \"möten\" - så här... 9-11", true, 1));
        Segments.Fit("Så möts vi 🤝 – nu", 3).ShouldBe(new SegmentedText("Så möts vi 🤝 – nu", false, 1), "it would not help");
        Segments.Fit("A\u030asa", 3).ShouldBe(new SegmentedText("Åsa", true, 1), "composed");
    }

    [Fact]
    public void A_text_that_is_too_long_ends_at_a_word_and_keeps_its_link_whole()
    {
        var words = string.Join(' ', Enumerable.Repeat("upphandling", 60));

        var fitted = Segments.Fit($"{words} {Link}", 3);

        fitted.Count.ShouldBe(3);
        fitted.Text.ShouldEndWith($"upphandling... {Link}");
        (459 - fitted.Text.Length).ShouldBeInRange(0, "upphandling ".Length, "no word less than fits");
        Segments.Fit($"{words} 🤝 {words} {Link}", 4).Text.ShouldEndWith($"upphandling… {Link}");
    }

    [Fact]
    public void A_word_that_is_too_long_is_cut_between_characters_as_readers_see_them()
    {
        const string Family = "👩‍👩‍👧";
        var fitted = Segments.Fit(string.Concat(Enumerable.Repeat(Family, 60)), 1);

        fitted.Count.ShouldBe(1);
        fitted.Text.ShouldBe(string.Concat(Enumerable.Repeat(Family, 8)) + "…");
    }

    [Fact]
    public void A_link_is_not_cut_though_it_alone_is_longer()
    {
        var link = Link + new string('x', 100);
        Segments.Fit($"Hej! {link}", 1).Text.ShouldBe($"... {link}");
        Segments.Fit(new string('a', 200), 1).Text.ShouldBe(new string('a', 157) + "...");
    }
}
