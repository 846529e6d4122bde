using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Surveys;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>The surveys of a whole edition as an organiser sees them.</summary>
public sealed class AskingAboutTheEdition
{
    [Fact]
    public async Task One_that_is_not_planned_can_begin_with_any_of_its_sets()
    {
        var page = await ShowAsync();

        page.ShouldContain("<option value=\"standard\">Standardfrågorna, 2 frågor</option>");
        page.ShouldContain("<option value=\"insikt\">Insikts områden, 1 fråga</option>");
        page.ShouldContain("action=\"/styr/enkater/hela/participants");
        page.ShouldNotContain("action=\"/styr/enkater/hela/noShows/avbryt");
    }

    [Fact]
    public async Task One_that_is_planned_says_what_it_asks_and_is_taken_back()
    {
        var page = await ShowAsync(new EditionSurveyView { Audience = SurveyAudience.Participants, State = EditionSurveyState.Planned, Questions = [Asks("Vilka områden?")] });

        page.ShouldContain("<li>Vilka områden?</li>");
        page.ShouldContain("action=\"/styr/enkater/hela/participants/avbryt");
        page.ShouldNotContain("set-Participants");
    }

    private static Question Asks(string text) => new() { Key = "a", Text = new LocalizedText { Sv = text } };

    private static async Task<string> ShowAsync(params EditionSurveyView[] surveys)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        IReadOnlyList<QuestionSet> sets =
        [
            new() { Key = "standard", Name = new LocalizedText { Sv = "Standardfrågorna" }, Questions = [Asks("Ett?"), Asks("Två?")] },
            new() { Key = "insikt", Name = new LocalizedText { Sv = "Insikts områden" }, Questions = [Asks("Tre?")] },
        ];
        await using var services = new ServiceCollection().AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<EditionSurveysPanel>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(EditionSurveysPanel.Edition)] = Some.Edition,
            [nameof(EditionSurveysPanel.Surveys)] = surveys,
            [nameof(EditionSurveysPanel.Sets)] = Enum.GetValues<SurveyAudience>().ToDictionary(audience => audience, _ => sets),
            [nameof(EditionSurveysPanel.Now)] = Some.Now,
        }))).ToHtmlString());
    }
}
