using System.Net;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Cases;

/// <summary><c>/styr/arenden/{id}</c>: a case, who asked and all that happened; take it, answer it, hand it over, close it.</summary>
public static class OneCase
{
    public const string Answer = "answer";
    public const string Outcome = "outcome";
    public const string ToArea = "area";

    private const string Path = $"{ShowCases.Path}/{{id:guid}}";

    public static void MapOneCase(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapAct("ta", null, (calls, id, _, stop) => calls.V1.FollowUps[id].Take.PostAsync(cancellationToken: stop));
        routes.MapAct("svara", Answer, (calls, id, form, stop) => calls.V1.FollowUps[id].Answer.PostAsync(
            new AnswerFollowUpRequest { Answer = TypedForm.Filled(form, Answer) }, cancellationToken: stop));
        routes.MapAct("lamna", ToArea, (calls, id, form, stop) => calls.V1.FollowUps[id].Move.PostAsync(
            new MoveFollowUpRequest { Area = TypedForm.Filled(form, ToArea) }, cancellationToken: stop));
        routes.MapAct("avsluta", Outcome, (calls, id, form, stop) => calls.V1.FollowUps[id].Close.PostAsync(
            new CloseFollowUpRequest { Outcome = TypedForm.Filled(form, Outcome) }, cancellationToken: stop));
    }

    public static string Address(Guid id, string? edition, string act = "") => ChosenEdition.Link($"{ShowCases.Path}/{id}{act}", edition);

    /// <param name="needed">The field that cannot be left empty; null for none.</param>
    private static void MapAct(
        this IEndpointRouteBuilder routes, string act, string? needed, Func<Festival, Guid, IFormCollection, CancellationToken, Task> actAsync) =>
        routes.MapForm($"{Path}/{act}", async (Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (needed is not null && TypedForm.Filled(form, needed) is null && !await IsAnsweredAsync(needed, id, calls, cancellationToken))
            {
                var missing = TypedForm.Empty.With(needed, needed switch
                {
                    ToArea => Languages.Choose("Välj vem som ska ta över.", "Choose who takes over."),
                    Outcome => Languages.Choose("Skriv vad det blev av det, eller svara i stället.", "Enter what came of it, or answer instead."),
                    _ => Languages.Choose("Skriv svaret.", "Enter the answer."),
                });
                return await ShowAsync(id, missing with { Typed = form }, context, calls, clock, cancellationToken);
            }

            try
            {
                await actAsync(calls, id, form, cancellationToken);
                return context.GoTo(Address(id, ChosenEdition.SlugIn(context)));
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
            {
                return await ShowAsync(id, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
            }
        }).In(Area.Organisers);

    /// <summary>Whether it may be closed without a word: the answer says what came of it.</summary>
    private static async Task<bool> IsAnsweredAsync(string needed, Guid id, Festival calls, CancellationToken cancellationToken) =>
        needed == Outcome && (await calls.V1.FollowUps[id].GetAsync(cancellationToken: cancellationToken))?.FollowUp?.State is FollowUpState.Answered;

    private static async Task<IResult> ShowAsync(
        Guid id, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var topics = calls.TopicsAsync(cancellationToken);
        var areas = calls.V1.FollowUpAreas.GetAsync(cancellationToken: cancellationToken);
        var read = (await calls.V1.FollowUps[id].GetAsync(cancellationToken: cancellationToken))!;
        var about = IfThere.ReadAsync(() => calls.V1.Activities[read.FollowUp!.ActivityId!.Value].GetAsync(cancellationToken: cancellationToken), HttpStatusCode.Gone);

        // Who asked may have been forgotten since.
        var asker = IfThere.ReadAsync(() => calls.V1.Registrations[read.FollowUp!.RegistrationId!.Value].GetAsync(cancellationToken: cancellationToken), HttpStatusCode.Gone);
        return context.Show<OneCasePage>(
            new Dictionary<string, object?>
            {
                [nameof(OneCasePage.Slug)] = ChosenEdition.SlugIn(context),
                [nameof(OneCasePage.Case)] = read.FollowUp,
                [nameof(OneCasePage.History)] = (IReadOnlyList<FollowUpStep>)(read.History ?? []),
                [nameof(OneCasePage.Areas)] = (IReadOnlyList<AreaView>)(await areas ?? []),
                [nameof(OneCasePage.About)] = await about,
                [nameof(OneCasePage.Asker)] = await asker,
                [nameof(OneCasePage.Topics)] = await topics,
                [nameof(OneCasePage.Form)] = form,
                [nameof(OneCasePage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
