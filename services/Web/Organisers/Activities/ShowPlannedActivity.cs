using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>
/// <c>/styr/aktiviteter/{id}</c>: how an activity is planned, what clashes and what has happened; from there it is duplicated and cancelled, each
/// with what it means said first.
/// </summary>
public static class ShowPlannedActivity
{
    private const string Path = $"{ActivityFilter.Path}/{{id:guid}}";
    private const string CancelReason = "reason";

    public static void MapShowPlannedActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, [FromQuery(Name = "klart")] string? done, HttpContext context, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, TypedForm.Empty, null, done, context, plans, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/dubblera", DuplicateAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/stall-in", CancelAsync).In(Area.Organisers);
    }

    private static async Task<IResult> DuplicateAsync(Guid id, HttpContext context, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = PlanForm.WithTaken(await context.FormAsync());
        if (FormTimes.Moment(form[PlanForm.StartsAt]) is not { } startsAt)
        {
            var fault = Domain.Texts.Languages.Choose("Välj när den nya börjar.", "Choose when the new one starts.");
            return await ShowAsync(id, new TypedForm(form, new Dictionary<string, string> { [PlanForm.StartsAt] = fault }), null, null, context, plans, calls, clock, cancellationToken);
        }

        try
        {
            var copy = await calls.V1.Activities[id].Duplicate.PostAsync(
                new DuplicateActivityRequest
                {
                    StartsAt = startsAt,
                    Override = TypedForm.Filled(form, PlanForm.Override) is { } why ? new PlanActivityOverrideRequest { Reason = why } : null,
                },
                cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{ActivityFilter.Path}/{copy!.Id}?klart=ny", ChosenEdition.SlugIn(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            var (original, _) = await plans.ActivityAsync(id, cancellationToken);
            var plan = PlanForm.RequestOf(original);
            (plan.StartsAt, plan.EndsAt) = (startsAt, startsAt + (original.EndsAt - original.StartsAt));
            var inTheWay = await calls.InTheWayAsync(problem, context, original.EditionId!.Value, plan, null, clock.GetUtcNow(), cancellationToken);
            var told = inTheWay is null ? TypedForm.Of(form, problem) : InTheWay.Told(form);
            return await ShowAsync(id, told, inTheWay, null, context, plans, calls, clock, cancellationToken);
        }
    }

    private static async Task<IResult> CancelAsync(Guid id, HttpContext context, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        try
        {
            await calls.V1.Activities[id].Cancel.PostAsync(new CancelActivityRequest { Reason = TypedForm.Filled(form, CancelReason) }, cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{ActivityFilter.Path}/{id}?klart=installd", ChosenEdition.SlugIn(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(id, TypedForm.Of(form, problem), null, null, context, plans, calls, clock, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        Guid id,
        TypedForm form,
        InTheWay? inTheWay,
        string? done,
        HttpContext context,
        ReadPlan plans,
        Festival calls,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var history = ReadPlan.WhereAllowedAsync(() => calls.V1.Activities[id].History.GetAsync(cancellationToken: cancellationToken));
        var (activity, _) = await plans.ActivityAsync(id, cancellationToken);
        var edition = await plans.EditionOfAsync(activity, cancellationToken);
        var clashes = await ReadPlan.WhereAllowedAsync(() => calls.V1.Editions[ReadPlan.Id(edition)].Clashes.GetAsync(cancellationToken: cancellationToken));
        return context.Show<PlannedActivityPage>(
            new Dictionary<string, object?>
            {
                [nameof(PlannedActivityPage.Edition)] = edition,
                [nameof(PlannedActivityPage.Activity)] = activity,
                [nameof(PlannedActivityPage.Clash)] = clashes?.Clashing?.FirstOrDefault(clashing => clashing.ActivityId == id),
                [nameof(PlannedActivityPage.History)] = (await history)?.Entries ?? [],
                [nameof(PlannedActivityPage.Form)] = form,
                [nameof(PlannedActivityPage.InTheWay)] = inTheWay,
                [nameof(PlannedActivityPage.Done)] = done,
                [nameof(PlannedActivityPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
