using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Cases;

/// <summary><c>/styr/arenden/omraden</c>: who answers the cases of which area, where they read and how soon; each area has a form of its own.</summary>
public static class SetAreas
{
    public const string Path = $"{ShowCases.Path}/omraden";
    public const string New = "ny";

    public static void MapSetAreas(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ListAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/{{area}}", ShowAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/{{area}}", SetAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "sparad")] string? saved, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, CancellationToken cancellationToken)
    {
        var areas = calls.V1.FollowUpAreas.GetAsync(cancellationToken: cancellationToken);
        var edition = await chosen.ReadAsync(context, cancellationToken);
        return context.Show<AreasPage>(new Dictionary<string, object?>
        {
            [nameof(AreasPage.Edition)] = edition,
            [nameof(AreasPage.Areas)] = await areas ?? [],
            [nameof(AreasPage.Hosts)] = edition is null ? [] : await plans.HostsAsync(edition, cancellationToken),
            [nameof(AreasPage.Saved)] = saved,
        });
    }

    private static async Task<IResult> ShowAsync(
        [FromRoute(Name = "area")] string key, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, CancellationToken cancellationToken)
    {
        var area = await FindAsync(key, calls, cancellationToken);
        return area is null && key != New
            ? context.Missing()
            : await AnswerAsync(area, area is null ? TypedForm.Empty : new TypedForm(AreaForm.Filled(area), TypedForm.Empty.Faults), context, chosen, plans, cancellationToken);
    }

    private static async Task<IResult> SetAsync(
        [FromRoute(Name = "area")] string key, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var area = await FindAsync(key, calls, cancellationToken);
        if (AreaForm.FaultsIn(form, area is null) is { Count: > 0 } faults)
        {
            return await AnswerAsync(area, new TypedForm(form, faults), context, chosen, plans, cancellationToken);
        }

        try
        {
            var edition = await chosen.ReadAsync(context, cancellationToken);
            var hosts = edition is null ? [] : await plans.HostsAsync(edition, cancellationToken);
            var set = await calls.V1.FollowUpAreas[area?.Key ?? TypedForm.Filled(form, AreaForm.Topic)!].PutAsync(
                AreaForm.RequestOf(form, area, hosts),
                ask => ask.Headers.Based(TypedForm.Filled(form, PlanForm.Version)),
                cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{Path}?sparad={Uri.EscapeDataString(set?.Key ?? "")}", edition?.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            FormKey.Forget(context);
            return await AnswerAsync(area, TypedForm.Of(form, problem, AreaForm.Hosts), context, chosen, plans, cancellationToken);
        }
    }

    /// <summary>Null for one that is not set.</summary>
    private static async Task<AreaView?> FindAsync(string key, Festival calls, CancellationToken cancellationToken) =>
        (await calls.V1.FollowUpAreas.GetAsync(cancellationToken: cancellationToken) ?? []).FirstOrDefault(area => area.Key == key);

    private static async Task<IResult> AnswerAsync(
        AreaView? area, TypedForm form, HttpContext context, ChosenEdition chosen, ReadPlan plans, CancellationToken cancellationToken)
    {
        var edition = await chosen.ReadAsync(context, cancellationToken);
        return context.Show<AreaPage>(
            new Dictionary<string, object?>
            {
                [nameof(AreaPage.Area)] = area,
                [nameof(AreaPage.Form)] = form,
                [nameof(AreaPage.Edition)] = edition,
                [nameof(AreaPage.Hosts)] = edition is null ? [] : await plans.HostsAsync(edition, cancellationToken),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
