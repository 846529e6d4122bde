using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Surveys;

/// <summary>
/// <c>/svara/rum/{code}</c>: the survey by the code on the wall. Who answers shows the ticket that they came in with, or the link to their registration,
/// which is easier to copy.
/// </summary>
public static class AnswerInTheRoom
{
    private const string Path = "/svara/rum/{code}";

    public static void MapAnswerInTheRoom(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync);
        routes.MapForm(Path, AnswerAsync);
        routes.MapPage($"{Path}/tack", ThankAsync);
    }

    private static Task<IResult> ShowAsync(
        string code, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken) =>
        WithSurveyAsync(
            code,
            context,
            calls,
            async survey => survey.ClosesAt <= clock.GetUtcNow()
                ? AnswerSurvey.ShowClosed(context, survey, TypedForm.Empty, clock)
                : await AnswerSurvey.ShowFormAsync(context, new Asked(code, InTheRoom: true), survey, TypedForm.Empty, festival, clock, null, cancellationToken),
            cancellationToken);

    private static Task<IResult> ThankAsync(string code, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        WithSurveyAsync(
            code, context, calls, survey => Task.FromResult(AnswerSurvey.ShowThanks(context, new Asked(code, InTheRoom: true), survey, clock)), cancellationToken);

    private static async Task<IResult> AnswerAsync(
        string code, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var asked = new Asked(code, InTheRoom: true);
        return await WithSurveyAsync(
            code,
            context,
            calls,
            survey => AnswerSurvey.KeepingTheFormAsync(context, asked, survey, form, festival, clock, () => SendAsync(survey), cancellationToken),
            cancellationToken);

        async Task<IResult> SendAsync(SurveyView survey)
        {
            if (await TicketAsync(form[SurveyForm.Ticket].ToString().Trim(), calls, cancellationToken) is not { } ticket)
            {
                return await RefuseAsync(survey, NoTicket());
            }

            try
            {
                await calls.V1.Rooms[code].PostAsync(
                    new AnswerInTheRoomEndpointRequest
                    {
                        Ticket = ticket,
                        Answers = new AnswerInTheRoomEndpointRequest_answers { AdditionalData = SurveyForm.AnswersIn(form, survey.Questions ?? []) },
                        FollowUp = SurveyForm.WishIn(form),
                    },
                    cancellationToken: cancellationToken);
            }
            catch (ProblemException problem) when (problem.Code == "not-checked-in")
            {
                return await RefuseAsync(survey, NotCheckedIn());
            }

            return context.GoTo(Links.To($"{asked.Path}/tack"));
        }

        Task<IResult> RefuseAsync(SurveyView survey, string fault) => AnswerSurvey.ShowFormAsync(
            context, asked, survey, new TypedForm(form, TypedForm.Empty.Faults).With(SurveyForm.Ticket, fault), festival, clock, null, cancellationToken);
    }

    /// <summary>What was pasted is the code of a ticket, or the link to the registration, which has one. Null where it is neither.</summary>
    private static async Task<string?> TicketAsync(string pasted, Festival calls, CancellationToken cancellationToken)
    {
        if (PastedTicket.Read(pasted) is not { } read)
        {
            return null;
        }

        if (read.Link is not { } link)
        {
            return read.Code;
        }

        try
        {
            var registration = await calls.V1.Registrations[link.Registration].GetAsync(ask => ask.QueryParameters.Token = link.Token, cancellationToken);
            return registration?.Ticket is { Length: > 0 } ticket ? ticket : null;
        }
        catch (ProblemException problem) when ((int)problem.Status is 403 or 404)
        {
            return null;
        }
    }

    private static async Task<IResult> WithSurveyAsync(
        string code, HttpContext context, Festival calls, Func<SurveyView, Task<IResult>> show, CancellationToken cancellationToken)
    {
        SurveyView survey;
        try
        {
            survey = (await calls.V1.Rooms[code].GetAsync(cancellationToken: cancellationToken))!;
        }
        catch (ProblemException problem) when ((int)problem.Status is 404)
        {
            return context.Show<NoSurveyPage>(
                new Dictionary<string, object?> { [nameof(NoSurveyPage.IsToCome)] = problem.Code == "survey-not-opened", [nameof(NoSurveyPage.InTheRoom)] = true },
                StatusCodes.Status404NotFound);
        }

        return await show(survey);
    }

    private static string NoTicket() => Languages.Choose(
        "Vi hittar ingen biljett i det. Kopiera länken till din anmälan ur mejlet och klistra in den här.",
        "We cannot find a ticket in that. Copy the link to your registration from the email and paste it here.");

    private static string NotCheckedIn() => Languages.Choose(
        "Biljetten är inte inprickad här. Säg till i dörren så ordnar de det, och skicka igen.",
        "Your ticket has not been checked in here. Ask the people at the door to check you in, and then send again.");
}
