using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Visits;

namespace BusinessFocus.Web.Organisers.Surveys;

/// <summary><c>/styr/enkater/fragor/{kind}</c>: what the surveys of a kind of activity ask, to change, or to add to from the sets.</summary>
public static class Questions
{
    private const string Path = $"{ShowSurveys.Path}/fragor";

    public static void MapQuestions(this IEndpointRouteBuilder routes)
    {
        routes.MapPage($"{Path}/{{kind?}}", (string? kind, int? sparat, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
            ShowAsync(kind ?? "seminar", sparat is not null, null, context, calls, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/{{kind}}", SaveAsync).In(Area.Organisers);
    }

    public static string Address(string kind, string? edition) => ChosenEdition.Link($"{Path}/{kind}", edition);

    private static async Task<IResult> SaveAsync(string kind, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (!Wishes.Ticked(form, QuestionsForm.Asked).Any())
        {
            var none = new TypedForm(form, new Dictionary<string, string> { [""] = Languages.Choose("Minst en fråga behövs.", "Choose at least one question.") });
            return await ShowAsync(kind, false, none, context, calls, cancellationToken);
        }

        try
        {
            var template = (await calls.V1.SurveyTemplates[kind].GetAsync(cancellationToken: cancellationToken))!;
            var sets = (await calls.V1.QuestionSets.GetAsync(cancellationToken: cancellationToken))?.Sets ?? [];
            await calls.V1.SurveyTemplates[kind].PutAsync(
                QuestionsForm.RequestOf(form, QuestionsForm.Offered(template.Current!, sets)), cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{Path}/{kind}?sparat=1", ChosenEdition.SlugIn(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(kind, false, TypedForm.Of(form, problem), context, calls, cancellationToken);
        }
    }

    /// <param name="form">What was typed; null for what is in force.</param>
    private static async Task<IResult> ShowAsync(string kind, bool wasSaved, TypedForm? form, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var sets = calls.V1.QuestionSets.GetAsync(cancellationToken: cancellationToken);
        var template = (await calls.V1.SurveyTemplates[kind].GetAsync(cancellationToken: cancellationToken))!;
        return context.Show<QuestionsPage>(
            new Dictionary<string, object?>
            {
                [nameof(QuestionsPage.Kind)] = kind,
                [nameof(QuestionsPage.Slug)] = ChosenEdition.SlugIn(context),
                [nameof(QuestionsPage.Current)] = template.Current,
                [nameof(QuestionsPage.Sets)] = (IReadOnlyList<QuestionSet>)((await sets)?.Sets ?? []),
                [nameof(QuestionsPage.WasSaved)] = wasSaved,
                [nameof(QuestionsPage.Form)] = form ?? QuestionsForm.Of(template.Current!),
            },
            form is { HasFaults: true } ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
