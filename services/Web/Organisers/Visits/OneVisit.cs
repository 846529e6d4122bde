using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Visits;

/// <summary><c>/styr/besok/{id}</c>: what a company asks for and what has happened; propose a time with a delegation, or decline with a reason.</summary>
public static class OneVisit
{
    public const string Reason = "reason";
    public const string Minutes = "minuter";
    public const string Size = "antal";

    private const string Path = $"{ShowVisitBoard.Path}/{{id:guid}}";

    public static void MapOneVisit(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, TypedForm.Empty, context, calls, chosen, plans, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/foresla", ProposeAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/tacka-nej", DeclineAsync).In(Area.Organisers);
    }

    public static string Address(Guid visit, string? edition, string act = "") => ChosenEdition.Link($"{ShowVisitBoard.Path}/{visit}{act}", edition);

    private static async Task<IResult> ProposeAsync(
        Guid id, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var faults = ProposeForm.FaultsIn(form);
        if (faults.Count > 0 || ProposeForm.RequestOf(form) is not { } request)
        {
            var typed = new TypedForm(form, faults);
            return await ShowAsync(
                id, typed.HasFaults ? typed : typed.With("", Languages.Choose("Tiden gick inte att läsa.", "We cannot read that time.")), context, calls, chosen, plans, clock, cancellationToken);
        }

        try
        {
            await calls.V1.VisitRequests[id].Propose.PostAsync(request, cancellationToken: cancellationToken);
            return context.GoTo(Address(id, ChosenEdition.SlugIn(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(id, TypedForm.Of(form, problem), context, calls, chosen, plans, clock, cancellationToken);
        }
    }

    private static async Task<IResult> DeclineAsync(
        Guid id, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (TypedForm.Filled(form, Reason) is not { } reason)
        {
            var missing = TypedForm.Empty.With(Reason, Languages.Choose("Skriv varför: företaget läser det.", "Enter why: the company will read it."));
            return await ShowAsync(id, missing with { Typed = form }, context, calls, chosen, plans, clock, cancellationToken);
        }

        try
        {
            await calls.V1.VisitRequests[id].Withdraw.PostAsync(new ProposeVisitEndpointWithdrawRequest { Reason = reason }, cancellationToken: cancellationToken);
            return context.GoTo(Address(id, ChosenEdition.SlugIn(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(id, TypedForm.Of(form, problem), context, calls, chosen, plans, clock, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        Guid id, TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        FormKey.Forget(context);
        var topics = calls.TopicsAsync(cancellationToken);
        var visit = (await calls.V1.VisitRequests[id].GetAsync(cancellationToken: cancellationToken))!;
        var canPropose = visit.Status is VisitStatus.Asked or VisitStatus.AnotherTimeAsked or VisitStatus.Proposed;
        var minutes = Number(context, Minutes, 60, 15, 480);
        var size = Number(context, Size, 2, 1, 6);
        IReadOnlyList<HostView> hosts = canPropose ? await plans.HostsAsync(edition, cancellationToken) : [];
        return context.Show<OneVisitPage>(
            new Dictionary<string, object?>
            {
                [nameof(OneVisitPage.Edition)] = edition,
                [nameof(OneVisitPage.Visit)] = visit,
                [nameof(OneVisitPage.Suggestions)] = canPropose ? await SuggestionsAsync(id, minutes, size, calls, cancellationToken) : [],
                [nameof(OneVisitPage.Hosts)] = hosts,
                [nameof(OneVisitPage.VisitMinutes)] = minutes,
                [nameof(OneVisitPage.DelegationSize)] = size,
                [nameof(OneVisitPage.Topics)] = await topics,
                [nameof(OneVisitPage.Form)] = form,
                [nameof(OneVisitPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>None where the edition is over or closed: then one's own time is all there is.</summary>
    private static async Task<IReadOnlyList<SuggestVisitSuggestion>> SuggestionsAsync(
        Guid id, int minutes, int size, Festival calls, CancellationToken cancellationToken)
    {
        try
        {
            var found = await calls.V1.VisitRequests[id].Suggest.PostAsync(
                new SuggestVisitRequest { DelegationSize = size, Minutes = minutes, Limit = 6 }, cancellationToken: cancellationToken);
            return found?.Suggestions ?? [];
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return [];
        }
    }

    private static int Number(HttpContext context, string name, int unlessTold, int least, int most) =>
        int.TryParse(context.Request.Query[name], out var number) ? Math.Clamp(number, least, most) : unlessTold;

}
