using System.Globalization;
using System.Text.RegularExpressions;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Surveys;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Surveys;

/// <summary>The pages of a survey in each of its states.</summary>
public sealed partial class ShowingASurvey
{
    private static readonly DateTimeOffset Now = new(2026, 10, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly Asked ByLink = new("abc", InTheRoom: false);

    [Theory]
    [InlineData("sv-SE", true, "Enkäten är anonym.")]
    [InlineData("sv-SE", false, "Enkäten är inte anonym.")]
    [InlineData("en-GB", true, "The survey is anonymous.")]
    [InlineData("en-GB", false, "The survey is not anonymous.")]
    public async Task It_says_before_the_questions_whether_it_is_anonymous(string culture, bool isAnonymous, string words)
    {
        var page = await ShowFormAsync(Survey(isAnonymous), TypedForm.Empty, ByLink, culture);

        page.IndexOf(words, StringComparison.Ordinal).ShouldBeInRange(0, page.IndexOf("<fieldset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scale_is_radio_buttons_with_words_at_its_ends_and_can_be_skipped()
    {
        var page = await ShowFormAsync(Survey(isAnonymous: true), TypedForm.Empty, ByLink);

        NumbersOf(page, "answers.overall").ShouldBe(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", ""]);
        NumbersOf(page, "answers.recommend").ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", ""]);
        page.ShouldContain("I högsta grad");
        page.ShouldContain("Mycket troligt");
    }

    [Fact]
    public async Task What_was_ticked_and_written_stands_after_a_fault_which_stands_at_its_question()
    {
        var typed = new FormCollection(new() { ["answers.overall"] = "7", ["answers.why"] = "För <kort>" });

        var page = await ShowFormAsync(Survey(isAnonymous: true), new TypedForm(typed, new Dictionary<string, string> { ["answers.why"] = "Frågan ställs inte." }), ByLink);

        Checked().Matches(page).Select(match => match.Groups[1].Value).ShouldContain("7");
        page.ShouldContain("För &lt;kort&gt;</textarea>");
        page.ShouldContain("<a href=\"#answers.why\">Frågan ställs inte.</a>");
        page.ShouldContain("id=\"answers.why-fault\"");
        page.ShouldContain("after-1 wrong");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_in_the_room_is_a_ticket_asked_for(bool inTheRoom) =>
        (await ShowFormAsync(Survey(isAnonymous: true), TypedForm.Empty, new Asked("abc", inTheRoom))).Contains("name=\"ticket\"", StringComparison.Ordinal).ShouldBe(inTheRoom);

    [Fact]
    public async Task Who_has_answered_can_change_it_until_it_closes()
    {
        (await ShowThanksAsync(Now.AddDays(1))).ShouldContain("/svara/abc?andra=ja");
        (await ShowThanksAsync(Now)).ShouldNotContain("andra=ja");

        static Task<string> ShowThanksAsync(DateTimeOffset closesAt) => RenderAsync<ThanksPage>(new()
        {
            [nameof(ThanksPage.Asked)] = ByLink,
            [nameof(ThanksPage.Survey)] = new SurveyView { Activity = "Frukost", IsAnonymous = true, ClosesAt = closesAt },
            [nameof(ThanksPage.Now)] = Now,
        });
    }

    [Fact]
    public async Task What_came_too_late_is_shown_so_that_nobody_writes_it_again()
    {
        var page = await RenderAsync<ClosedSurveyPage>(new()
        {
            [nameof(ClosedSurveyPage.Survey)] = Survey(isAnonymous: true),
            [nameof(ClosedSurveyPage.Form)] = new TypedForm(
                new FormCollection(new() { ["answers.why"] = "För kort", [SurveyForm.Message] = "Ring mig" }), new Dictionary<string, string> { [""] = "Stängd" }),
            [nameof(ClosedSurveyPage.Now)] = Now,
        });

        page.ShouldContain("<blockquote>För kort</blockquote>");
        page.ShouldContain("<blockquote>Ring mig</blockquote>");
    }

    private static Task<string> ShowFormAsync(SurveyView survey, TypedForm form, Asked asked, string culture = "sv-SE") => RenderAsync<SurveyPage>(
        new()
        {
            [nameof(SurveyPage.Asked)] = asked,
            [nameof(SurveyPage.Survey)] = survey,
            [nameof(SurveyPage.Questions)] = AskedQuestion.All(survey.Questions!),
            [nameof(SurveyPage.Topics)] = Array.Empty<ListTopicsTopicView>(),
            [nameof(SurveyPage.Form)] = form,
            [nameof(SurveyPage.Now)] = Now,
        },
        culture);

    private static SurveyView Survey(bool isAnonymous) => new()
    {
        Activity = "Frukost",
        IsAnonymous = isAnonymous,
        Answered = false,
        ClosesAt = Now.AddDays(14),
        Questions =
        [
            new() { Key = "overall", Type = QuestionType.OneToTen, Text = "Hur nöjd är du?", Least = 1, Most = 10 },
            new() { Key = "recommend", Type = QuestionType.Recommend, Text = "Rekommenderar du den?", Least = 0, Most = 10 },
            new() { Key = "why", Type = QuestionType.Text, Text = "Varför?", ShownIf = new Condition { Question = "overall", Answers = ["1"] } },
        ],
    };

    private static async Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters, string culture = "sv-SE")
        where TPage : IComponent
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await using var services = new ServiceCollection()
            .AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = new DefaultHttpContext { Request = { Method = "GET", Path = "/svara/abc" } } })
            .AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private static IEnumerable<string> NumbersOf(string page, string name) =>
        Radio().Matches(page).Where(match => match.Value.Contains($"name=\"{name}\"", StringComparison.Ordinal)).Select(match => Value().Match(match.Value).Groups[1].Value);

    [GeneratedRegex("<input type=\"radio\"[^>]*>")]
    private static partial Regex Radio();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("value=\"([^\"]*)\" checked")]
    private static partial Regex Checked();
}
