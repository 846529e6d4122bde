using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

public sealed class TextsInAnswers
{
    /// <summary>In a task of its own, so that the language does not stay for others.</summary>
    [Theory]
    [InlineData("sv", "Slutar innan det börjar.")]
    [InlineData("en", "Ends before it starts.")]
    public Task What_a_decision_says_in_both_languages_is_answered_in_the_askers(string language, string text) => Task.Run(() =>
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        var refusal = Flaw.Refuse([new Flaw("endsAt", "Slutar innan det börjar.", "Ends before it starts.")]);

        var answer = AsAnswered(Problems.Details(refusal.Problem, refusal.Facts));

        answer["status"]!.GetValue<int>().ShouldBe(400);
        answer["errors"]!["endsAt"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(text);
    });

    [Fact]
    public void What_nobody_is_told_is_left_out() =>
        AsAnswered(new { Reason = (Wording?)null }).AsObject().ShouldBeEmpty();

    private static JsonNode AsAnswered<T>(T answer)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        json.AsInTheInterface();
        return JsonSerializer.SerializeToNode(answer, json)!;
    }
}
