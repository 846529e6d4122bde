using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Visits;

/// <summary><c>POST /besok/{id}/…</c>: a company accepts the time that is proposed, asks for another one, or declines.</summary>
public static class AnswerVisit
{
    public const string Accept = "tacka-ja";
    public const string AnotherTime = "annan-tid";
    public const string Decline = "tacka-nej";
    public const string Reason = "reason";

    public static void MapAnswerVisit(this IEndpointRouteBuilder routes)
    {
        routes.MapAnswer(Accept, (calls, id, token, _, stop) => calls.V1.VisitRequests[id].Accept.PostAsync(ask => ask.QueryParameters.Token = token, stop));
        routes.MapAnswer(AnotherTime, (calls, id, token, form, stop) =>
            calls.V1.VisitRequests[id].AnotherTime.PostAsync(AnotherTimeIn(form), ask => ask.QueryParameters.Token = token, stop));
        routes.MapAnswer(Decline, (calls, id, token, form, stop) => calls.V1.VisitRequests[id].Decline.PostAsync(
            new AnswerVisitDeclineRequest { Reason = TypedForm.Filled(form, Reason) }, ask => ask.QueryParameters.Token = token, stop));
    }

    public static AnswerVisitAnotherTimeRequest AnotherTimeIn(IFormCollection form) => new()
    {
        Days = Wishes.DaysIn(form),
        PartOfDay = Wishes.PartOfDayIn(form),
        Message = TypedForm.Filled(form, Wishes.Message),
    };

    private static void MapAnswer(this IEndpointRouteBuilder routes, string act, Func<Festival, Guid, string, IFormCollection, CancellationToken, Task> answer) =>
        routes.MapForm($"{ShowVisit.Path}/{act}", async (
            Guid id, string? token, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (string.IsNullOrEmpty(token))
            {
                return context.Missing();
            }

            try
            {
                await answer(calls, id, token, form, cancellationToken);
                return context.GoTo(ShowVisit.Address(id, token));
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
            {
                return await ShowVisit.ShowAsync(id, token, TypedForm.Of(form, problem), context, calls, festival, clock, cancellationToken);
            }
        });
}
