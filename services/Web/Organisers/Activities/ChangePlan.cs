using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>
/// <c>/styr/aktiviteter/ny</c> and <c>/styr/aktiviteter/{id}/andra</c>: an activity is planned by a form. Where it clashes, the form says why and has
/// free times to take with one press; where somebody else was quicker, it says so and keeps what was typed.
/// </summary>
public static class ChangePlan
{
    private const string New = $"{ActivityFilter.Path}/ny";
    private const string Change = $"{ActivityFilter.Path}/{{id:guid}}/andra";

    public static void MapChangePlan(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(New, ShowNewAsync).In(Area.Organisers);
        routes.MapForm(New, PlanAsync).In(Area.Organisers);
        routes.MapPage(Change, ShowExistingAsync).In(Area.Organisers);
        routes.MapForm(Change, ChangeAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ShowNewAsync(
        [FromQuery(Name = "dag")] string? day, HttpContext context, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var first = WrittenDay.Write(WrittenDay.Read(day) ?? FirstToPlan(Texts.Of(edition.StartsOn!.Value), Texts.Of(edition.EndsOn!.Value), Stockholm.DayOf(clock.GetUtcNow())));
        var empty = new FormCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            [PlanForm.StartsAt] = $"{first}T09:00",
            [PlanForm.EndsAt] = $"{first}T10:30",
        });
        return await ShowAsync(context, plans, edition, null, new TypedForm(empty, TypedForm.Empty.Faults), null, null, clock, cancellationToken);
    }

    /// <summary>The first day of the edition, and tomorrow where it goes on already: nobody plans for a day that is over.</summary>
    public static DateOnly FirstToPlan(DateOnly first, DateOnly last, DateOnly today) => today >= first && today < last ? today.AddDays(1) : first;

    private static async Task<IResult> ShowExistingAsync(Guid id, HttpContext context, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (activity, version) = await plans.ActivityAsync(id, cancellationToken);
        var form = new TypedForm(PlanForm.Filled(activity), TypedForm.Empty.Faults);
        return await ShowAsync(context, plans, await plans.EditionOfAsync(activity, cancellationToken), activity, form, version, null, clock, cancellationToken);
    }

    private static async Task<IResult> PlanAsync(
        HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = PlanForm.WithTaken(await context.FormAsync());
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Missing();
        }

        return await SendAsync(
            form, context, plans, calls, edition, null, null, clock,
            async plan => (await calls.V1.Editions[ReadPlan.Id(edition)].Activities.PostAsync(plan, cancellationToken: cancellationToken))!.Id!.Value,
            cancellationToken);
    }

    private static async Task<IResult> ChangeAsync(Guid id, HttpContext context, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = PlanForm.WithTaken(await context.FormAsync());
        var (activity, version) = await plans.ActivityAsync(id, cancellationToken);
        var based = TypedForm.Filled(form, PlanForm.Version);
        return await SendAsync(
            form, context, plans, calls, await plans.EditionOfAsync(activity, cancellationToken), activity, version, clock,
            async plan =>
            {
                await calls.V1.Activities[id].PutAsync(plan, ask => ask.Headers.Based(based), cancellationToken);
                return id;
            },
            cancellationToken);
    }

    /// <param name="send">Gives the id of what is planned.</param>
    private static async Task<IResult> SendAsync(
        IFormCollection form,
        HttpContext context,
        ReadPlan plans,
        Festival calls,
        EditionView edition,
        ActivityView? activity,
        string? version,
        TimeProvider clock,
        Func<PlanActivityRequest, Task<Guid>> send,
        CancellationToken cancellationToken)
    {
        if (PlanForm.FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowAsync(context, plans, edition, activity, new TypedForm(form, faults), TypedForm.Filled(form, PlanForm.Version), null, clock, cancellationToken);
        }

        var plan = PlanForm.RequestOf(form, activity);
        try
        {
            var id = await send(plan);
            return context.GoTo(ChosenEdition.Link($"{ActivityFilter.Path}/{id}?klart={(activity is null ? "ny" : "andrad")}", edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            var inTheWay = await calls.InTheWayAsync(problem, context, edition.Id!.Value, plan, activity?.Id, clock.GetUtcNow(), cancellationToken);
            var told = inTheWay is not null ? InTheWay.Told(form) : (int)problem.Status == 412 ? Overtaken(form) : TypedForm.Of(form, problem, PlanForm.HostIds);
            return await ShowAsync(context, plans, edition, activity, told, version, inTheWay, clock, cancellationToken);
        }
        catch (Exception fault) when (TypedForm.IsUnsent(fault))
        {
            return await ShowAsync(context, plans, edition, activity, TypedForm.Unsent(form), TypedForm.Filled(form, PlanForm.Version), null, clock, cancellationToken);
        }
    }

    private static TypedForm Overtaken(IFormCollection form) => new(form, new Dictionary<string, string>
    {
        [""] = Languages.Choose(
            "Någon annan ändrade aktiviteten medan du skrev. Det du skrev står kvar: se efter i historiken, och spara igen för att ditt ska gälla.",
            "Somebody else changed the activity while you were writing. What you wrote is still here. Look at the history, and save again to use your version."),
    });

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        ReadPlan plans,
        EditionView edition,
        ActivityView? activity,
        TypedForm form,
        string? version,
        InTheWay? inTheWay,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var venues = plans.VenuesAsync(edition, cancellationToken);
        var hosts = await plans.HostsAsync(edition, cancellationToken);
        return context.Show<PlanPage>(
            new Dictionary<string, object?>
            {
                [nameof(PlanPage.Plan)] = new PlanNow(edition, [], await venues, hosts),
                [nameof(PlanPage.Activity)] = activity,
                [nameof(PlanPage.Form)] = form,
                [nameof(PlanPage.Version)] = version,
                [nameof(PlanPage.InTheWay)] = inTheWay,
                [nameof(PlanPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
