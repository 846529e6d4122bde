using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Editions;

/// <summary>
/// <c>/styr/upplagor/{slug}/lage</c>: an edition is opened, closed and opened again, completes its activities by itself or by hand, and one in which
/// nothing was planned is removed; what each comes to stands beside its button.
/// </summary>
public static class StandOfEdition
{
    public const string Act = "act";
    public const string Open = "open";
    public const string Close = "close";
    public const string ByItself = "completeByItself";
    public const string ByHand = "completeByHand";
    private const string Path = $"{ShowEditions.Path}/{{slug}}/lage";
    private const string RemovalPath = $"{ShowEditions.Path}/{{slug}}/ta-bort";

    public static void MapStandOfEdition(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ([FromQuery(Name = "klart")] string? done, string slug, HttpContext context, Festival calls, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(slug, done, TypedForm.Empty, context, calls, plans, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, HandleAsync).In(Area.Organisers);
        routes.MapForm(RemovalPath, RemoveAsync).In(Area.Organisers);
    }

    internal static string AddressOf(EditionView edition, string act = "lage") => ChosenEdition.Link($"{ShowEditions.Path}/{edition.Slug}/{act}", edition.Slug);

    private static async Task<IResult> HandleAsync(
        string slug, HttpContext context, Festival calls, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await calls.V1.Editions[slug].GetAsync(cancellationToken: cancellationToken))!;
        var call = calls.V1.Editions[ReadPlan.Id(edition)];
        try
        {
            var act = form[Act].ToString();
            await (act switch
            {
                Open => call.Open.PostAsync(cancellationToken: cancellationToken),
                Close => call.Close.PostAsync(cancellationToken: cancellationToken),
                ByItself => call.CompleteByItself.PostAsync(cancellationToken: cancellationToken),
                ByHand => call.CompleteByHand.PostAsync(cancellationToken: cancellationToken),
                _ => Task.FromResult<EditionView?>(null),
            });
            return context.GoTo(ChosenEdition.Link($"{ShowEditions.Path}/{slug}/lage?klart={Uri.EscapeDataString(act)}", slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            FormKey.Forget(context);
            return await ShowAsync(slug, null, TypedForm.Of(form, problem), context, calls, plans, clock, cancellationToken);
        }
    }

    private static async Task<IResult> RemoveAsync(
        string slug, HttpContext context, Festival calls, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        try
        {
            await calls.V1.Editions[slug].DeleteAsync(cancellationToken: cancellationToken);
            return context.GoTo(Links.To($"{ShowEditions.Path}?borttagen=ja"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            FormKey.Forget(context);
            return await ShowAsync(slug, null, TypedForm.Of(form, problem), context, calls, plans, clock, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        string slug, string? done, TypedForm form, HttpContext context, Festival calls, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var edition = (await calls.V1.Editions[slug].GetAsync(cancellationToken: cancellationToken))!;
        var removal = ReadPlan.WhereAllowedAsync(() => calls.V1.Editions[slug].DeleteAsync(ask => ask.QueryParameters.Preview = true, cancellationToken));
        var (planned, now) = (await plans.ActivitiesAsync(edition, cancellationToken), clock.GetUtcNow());
        return context.Show<StandPage>(
            new Dictionary<string, object?>
            {
                [nameof(StandPage.Edition)] = edition,
                [nameof(StandPage.Standing)] = Standing.Of(edition, planned, now),
                [nameof(StandPage.Removal)] = await removal,
                [nameof(StandPage.Done)] = done,
                [nameof(StandPage.Form)] = form,
                [nameof(StandPage.Now)] = now,
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}

/// <summary>What opening, closing and completing come to.</summary>
/// <param name="IsOver">Its last day is over: before, it cannot be closed.</param>
/// <param name="Drafts">Activities that nobody but organisers has ever seen.</param>
/// <param name="Uncompleted">Released activities that have ended and are not completed: nobody was sent their survey.</param>
/// <param name="Seats">Confirmed and waiting seats of those.</param>
public sealed record Standing(bool IsOver, int Drafts, int Uncompleted, int Seats)
{
    public static Standing Of(EditionView edition, IReadOnlyList<ActivityView> planned, DateTimeOffset now)
    {
        var ended = planned.Where(activity => activity.Status == ActivityViewStatus.Released && activity.EndsAt <= now).ToList();
        return new Standing(
            Stockholm.DayOf(now) > Texts.Of(edition.EndsOn!.Value),
            planned.Count(activity => activity.Status == ActivityViewStatus.Draft),
            ended.Count,
            ended.Sum(PlanNow.RegisteredFor));
    }
}
