using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Surveys;

/// <summary>
/// <c>/svara/{token}</c>: a survey by the link in the letter. Who has answered is thanked, and can change what they said until it closes.
/// </summary>
public static class AnswerSurvey
{
    private const string Path = "/svara/{token}";
    private const string Closed = "survey-closed";
    private const string NoSuchSurvey = "no-such-survey";

    public static void MapAnswerSurvey(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync);
        routes.MapForm(Path, AnswerAsync);
    }

    /// <param name="change">There where the form is wanted though it was sent before.</param>
    private static async Task<IResult> ShowAsync(
        string token,
        [FromQuery(Name = Asked.Change)] string? change,
        HttpContext context,
        Festival calls,
        ReadFestival festival,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new Asked(token, InTheRoom: false);
        try
        {
            var survey = (await calls.V1.Surveys[token].GetAsync(cancellationToken: cancellationToken))!;
            return survey.ClosesAt <= clock.GetUtcNow() ? ShowClosed(context, survey, TypedForm.Empty, clock)
                : survey.Answered is true && change is null ? ShowThanks(context, asked, survey, clock)
                : await ShowFormAsync(context, asked, survey, SurveyForm.Of(survey), festival, clock, null, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == NoSuchSurvey)
        {
            return context.Show<NoSurveyPage>(new Dictionary<string, object?>(), StatusCodes.Status404NotFound);
        }
    }

    private static async Task<IResult> AnswerAsync(
        string token, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var asked = new Asked(token, InTheRoom: false);
        try
        {
            var survey = (await calls.V1.Surveys[token].GetAsync(cancellationToken: cancellationToken))!;
            return await KeepingTheFormAsync(context, asked, survey, form, festival, clock, () => SendAsync(survey), cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == NoSuchSurvey)
        {
            return context.Show<NoSurveyPage>(new Dictionary<string, object?>(), StatusCodes.Status404NotFound);
        }

        async Task<IResult> SendAsync(SurveyView survey)
        {
            await calls.V1.Surveys[token].PostAsync(
                new AnswerRequest
                {
                    Answers = new AnswerRequest_answers { AdditionalData = SurveyForm.AnswersIn(form, survey.Questions ?? []) },
                    FollowUp = SurveyForm.WishIn(form),
                },
                cancellationToken: cancellationToken);
            return context.GoTo(Links.To(asked.Path));
        }
    }

    /// <summary>The same by whatever way the survey was opened: what is refused keeps the form.</summary>
    internal static async Task<IResult> KeepingTheFormAsync(
        HttpContext context,
        Asked asked,
        SurveyView survey,
        IFormCollection form,
        ReadFestival festival,
        TimeProvider clock,
        Func<Task<IResult>> send,
        CancellationToken cancellationToken)
    {
        if (SurveyForm.AnswersIn(form, survey.Questions ?? []).Count == 0)
        {
            var empty = new TypedForm(form, TypedForm.Empty.Faults).With("", Languages.Choose("Svara på minst en fråga innan du skickar.", "Answer at least one question before you send."));
            return await ShowFormAsync(context, asked, survey, empty, festival, clock, null, cancellationToken);
        }

        try
        {
            return await send();
        }
        catch (ProblemException problem) when (problem.Code == Closed)
        {
            return ShowClosed(context, survey, TypedForm.Of(form, problem), clock);
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowFormAsync(context, asked, survey, TypedForm.Of(form, problem, SurveyForm.Ticket), festival, clock, null, cancellationToken);
        }
        catch (Exception fault) when (TypedForm.IsUnsent(fault))
        {
            return await ShowFormAsync(context, asked, survey, TypedForm.Unsent(form), festival, clock, StatusCodes.Status503ServiceUnavailable, cancellationToken);
        }
    }

    /// <param name="status">Of the answer; null: by whether the form has faults.</param>
    internal static async Task<IResult> ShowFormAsync(
        HttpContext context,
        Asked asked,
        SurveyView survey,
        TypedForm form,
        ReadFestival festival,
        TimeProvider clock,
        int? status,
        CancellationToken cancellationToken) =>
        context.Show<SurveyPage>(
            new Dictionary<string, object?>
            {
                [nameof(SurveyPage.Asked)] = asked,
                [nameof(SurveyPage.Survey)] = survey,
                [nameof(SurveyPage.Questions)] = AskedQuestion.All(survey.Questions ?? []),
                [nameof(SurveyPage.Topics)] = await festival.TopicsAsync(cancellationToken),
                [nameof(SurveyPage.Form)] = form,
                [nameof(SurveyPage.Now)] = clock.GetUtcNow(),
            },
            status ?? (form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK));

    internal static IResult ShowThanks(HttpContext context, Asked asked, SurveyView survey, TimeProvider clock) => context.Show<ThanksPage>(
        new Dictionary<string, object?>
        {
            [nameof(ThanksPage.Asked)] = asked,
            [nameof(ThanksPage.Survey)] = survey,
            [nameof(ThanksPage.Now)] = clock.GetUtcNow(),
        });

    /// <param name="form">What came too late.</param>
    internal static IResult ShowClosed(HttpContext context, SurveyView survey, TypedForm form, TimeProvider clock) => context.Show<ClosedSurveyPage>(
        new Dictionary<string, object?>
        {
            [nameof(ClosedSurveyPage.Survey)] = survey,
            [nameof(ClosedSurveyPage.Form)] = form,
            [nameof(ClosedSurveyPage.Now)] = clock.GetUtcNow(),
        },
        form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
}

/// <summary>How a survey was opened.</summary>
/// <param name="Key">The token of the link in the letter, or the code on the wall.</param>
public sealed record Asked(string Key, bool InTheRoom)
{
    public const string Change = "andra";

    public string Path => $"/svara/{(InTheRoom ? "rum/" : "")}{Uri.EscapeDataString(Key)}";
}
