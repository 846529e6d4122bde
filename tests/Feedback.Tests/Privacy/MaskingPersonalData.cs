using BusinessFocus.Feedback.Comments;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Privacy;

public sealed class MaskingPersonalData
{
    [Theory]
    [InlineData("Bra dag, mer fika!", "")]
    [InlineData("Skriv till anna.öberg@företaget.se, tack", "Email:anna.öberg@företaget.se")]
    [InlineData("Ring 0302-123 45 eller +46 70 123 45 67.", "Phone:0302-123 45|Phone:+46 70 123 45 67")]
    [InlineData("Mitt nummer är 850709-9805", "PersonalNumber:850709-9805")]
    [InlineData("19850709-9805 och 198507099805", "PersonalNumber:19850709-9805|PersonalNumber:198507099805")]
    [InlineData("Vi mötte Anna-Karin Öberg, toppen", "Name:Anna-Karin Öberg")]
    [InlineData("Se https://example.se/anna och @annaoberg", "Address:https://example.se/anna|Address:@annaoberg")]
    [InlineData("Betyg 5 av 6, 2026-10-05 kl 13:00", "")]
    public void What_looks_like_personal_data_is_pointed_out(string text, string found) =>
        string.Join('|', PersonalData.In(text).Select(each => $"{each.Kind}:{text.Substring(each.Start, each.Length)}")).ShouldBe(found);

    [Fact]
    public void A_long_text_made_to_be_slow_is_read_at_once() =>
        PersonalData.In(string.Concat(Enumerable.Repeat("Aa-", 1300))).Count.ShouldBeLessThan(2);
}
