using System.Text.Json;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using CsCheck;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Texts;

public sealed class TextAsItIsSeen
{
    private static readonly JsonSerializerOptions Interface = Options();

    [Theory]
    [InlineData("Anna\u200B \u2060Ek\uFEFF", "Anna Ek")]
    [InlineData("Närings\u00ADlivs\u00ADdagen", "Näringslivsdagen")]
    [InlineData("\u202Egnol\u202C", "gnol")]
    [InlineData("\u2066Anna\u2069\u200E", "Anna")]
    [InlineData("An\u200Dna\u200C", "Anna")]
    [InlineData("A\u030Asa", "Åsa")]
    [InlineData("\u200B\u3164", "")]
    [InlineData("Räksmörgås – \"fin\"\n\tfest…", "Räksmörgås – \"fin\"\n\tfest…")]
    [InlineData("👩🏽\u200D💻 ❤️\u200D🔥", "👩🏽\u200D💻 ❤️\u200D🔥")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    [InlineData("Anna\U000E0067", "Anna")]
    public void What_nobody_sees_is_not_in_a_text(string written, string seen) => VisibleText.Of(written).ShouldBe(seen);

    [Fact]
    public void What_is_seen_stays_and_reading_it_again_changes_nothing() => Gen.String.Sample(text =>
    {
        var seen = VisibleText.Of(text);
        VisibleText.Of(seen).ShouldBe(seen);
        VisibleText.Plain(seen).ShouldBe(VisibleText.Plain(text));
    });

    [Fact]
    public void A_request_is_read_as_it_is_seen_in_its_texts_and_keys_and_written_as_it_is()
    {
        var read = JsonSerializer.Deserialize<Noted>("""{"name":"An\u200Bna","answers":{"di\u00ADet":"Nöt\u2060ter"}}""", Interface)!;

        read.Name.ShouldBe("Anna");
        read.Answers.ShouldHaveSingleItem().ShouldBe(new("diet", "Nötter"));
        JsonSerializer.Serialize(new Noted("An\u200Bna", read.Answers), Interface).ShouldContain("\\u200B");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Noted>("""{"name":1,"answers":{}}""", Interface));
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.AsInTheInterface();
        return options;
    }

    private sealed record Noted(string Name, IReadOnlyDictionary<string, string> Answers);
}
