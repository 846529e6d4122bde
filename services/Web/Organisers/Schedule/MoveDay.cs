using BusinessFocus.Client.Generated.Api.V1.Editions.Item.Days.Item.Move;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Schedule;

/// <summary><c>/styr/schema/dag/{day}</c>: all that begins on a day is moved to another, at the same times; what is in the way, and who is told, is shown first.</summary>
public static class MoveDay
{
    public const string To = "to";
    private const string Path = $"{ScheduleChoice.Path}/dag/{{day}}";

    public static void MapMoveDay(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapForm(Path, HandleAsync).In(Area.Organisers);
    }

    internal static string AddressOf(DateOnly day, EditionView edition) => ChosenEdition.Link($"{ScheduleChoice.Path}/dag/{WrittenDay.Write(day)}", edition.Slug);

    private static async Task<IResult> ShowAsync(
        string day, [FromQuery(Name = "flyttade")] int? moved, HttpContext context, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
        WrittenDay.Read(day) is { } from && await chosen.ReadAsync(context, cancellationToken) is { } edition
            ? Show(context, new PlanOfDay(from, await plans.WholeAsync(edition, cancellationToken)), TypedForm.Empty, null, null, moved, clock)
            : context.Missing();

    private static async Task<IResult> HandleAsync(
        string day, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (WrittenDay.Read(day) is not { } from || await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Missing();
        }

        var plan = new PlanOfDay(from, await plans.WholeAsync(edition, cancellationToken));
        if (WrittenDay.Read(form[To]) is not { } to || to == from)
        {
            var fault = new TypedForm(form, TypedForm.Empty.Faults).With(To, Languages.Choose("Välj en annan dag.", "Choose another day."));
            return Show(context, plan, fault, null, null, null, clock);
        }

        var request = new MoveDayRequest
        {
            To = WrittenDay.Of(to),
            Reason = TypedForm.Filled(form, PlanForm.Reason),
            Override = TypedForm.Filled(form, PlanForm.Override) is { } why ? new PlanActivityOverrideRequest { Reason = why } : null,
        };
        var call = calls.V1.Editions[ReadPlan.Id(edition)].Days[WrittenDay.Of(from)].Move;
        var change = await PreviewedChange.AskAsync<MoveRequestBuilder.MoveRequestBuilderPostQueryParameters>(
            context, form, (ask, token) => call.PostAsync(request, ask, token), query => query.Preview = true, cancellationToken);
        return change.Done is { } done
            ? context.GoTo($"{AddressOf(to, edition)}&flyttade={done}")
            : Show(context, plan, change.Form, change.Meaning, change.Version, null, clock);
    }

    private static IResult Show(HttpContext context, PlanOfDay plan, TypedForm form, PlannedChanges? meaning, string? version, int? moved, TimeProvider clock) =>
        context.Show<MoveDayPage>(
            new Dictionary<string, object?>
            {
                [nameof(MoveDayPage.Plan)] = plan,
                [nameof(MoveDayPage.Form)] = form,
                [nameof(MoveDayPage.Meaning)] = meaning,
                [nameof(MoveDayPage.Version)] = version,
                [nameof(MoveDayPage.Moved)] = moved,
                [nameof(MoveDayPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}

/// <summary>What begins on a day, and the days that it can be moved to.</summary>
public sealed record PlanOfDay(DateOnly Day, PlanNow Whole)
{
    public int Activities => CountOn(Day);

    public IEnumerable<DateOnly> Others => Whole.Days.Where(day => day != Day);

    public int CountOn(DateOnly day) => Whole.Activities.Count(activity =>
        activity.Status != ActivityViewStatus.Cancelled && !PlanNow.IsSlot(activity) && PlanNow.DayOf(activity) == day);
}
