using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Schedule;

/// <summary>
/// <c>/styr/schema</c>: the plan as a grid. An activity is moved by its form, by keys or by hand; a move that clashes says why and has free times,
/// one that went can be undone. <c>/styr/schema/prova</c> answers a hand before it lets go.
/// </summary>
public static class ShowSchedule
{
    public const string Activity = "activity";
    public const string Step = "step";
    public const string FromHost = "fromHost";
    public const string ToHost = "toHost";

    /// <summary>How many minutes longer, or shorter where below zero, a hand made it.</summary>
    public const string Minutes = "minutes";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(ScheduleGrid.MinutesARow);

    public static void MapShowSchedule(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(ScheduleChoice.Path, ([AsParameters] ScheduleChoice choice, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(choice, TypedForm.Empty, null, context, chosen, plans, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{ScheduleChoice.Path}/flytta", MoveAsync).In(Area.Organisers);
        routes.MapPage($"{ScheduleChoice.Path}/prova", TryAsync).In(Area.Organisers);
    }

    private static async Task<IResult> MoveAsync(
        [AsParameters] ScheduleChoice choice, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = PlanForm.WithTaken(await context.FormAsync());
        if (!Guid.TryParse(form[Activity], out var id))
        {
            return context.Missing();
        }

        var (before, version) = await plans.ActivityAsync(id, cancellationToken);
        var wanted = Moved(before, form);
        if (wanted is null)
        {
            var fault = new Dictionary<string, string> { [PlanForm.StartsAt] = Languages.Choose("Välj när den börjar.", "Choose when it starts.") };
            return await ShowAsync(choice with { Moving = id }, new TypedForm(form, fault), null, context, chosen, plans, calls, clock, cancellationToken);
        }

        try
        {
            await calls.V1.Activities[id].PutAsync(wanted, ask => ask.Headers.Based(version), cancellationToken);
            var there = choice with { Moving = null, Moved = id, Undo = UndoOf(before) };
            var day = Stockholm.DayOf(wanted.StartsAt!.Value);
            there = there.Day is null ? there with { Week = WrittenDay.Write(day) } : there with { Day = WrittenDay.Write(day) };
            return context.GoTo(there.Address((await chosen.ReadAsync(context, cancellationToken))!));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            var inTheWay = await calls.InTheWayAsync(problem, context, before.EditionId!.Value, wanted, id, clock.GetUtcNow(), cancellationToken);
            var typed = new FormCollection(form.Where(field => field.Key is not Step).ToDictionary(field => field.Key, field => field.Key switch
            {
                PlanForm.StartsAt => FormTimes.Write(wanted.StartsAt!.Value),
                PlanForm.EndsAt => FormTimes.Write(wanted.EndsAt!.Value),
                _ => field.Value.ToString(),
            }).ToDictionary(field => field.Key, field => new Microsoft.Extensions.Primitives.StringValues(field.Value)));
            var told = inTheWay is null ? TypedForm.Of(typed, problem) : InTheWay.Told(typed);
            return await ShowAsync(choice with { Moving = id }, told, inTheWay, context, chosen, plans, calls, clock, cancellationToken);
        }
    }

    /// <summary>The activity's plan as the form moves it: what the form leaves out stays. Null where it says no time.</summary>
    public static PlanActivityRequest? Moved(ActivityView before, IFormCollection form)
    {
        var plan = PlanForm.RequestOf(before);
        var length = before.EndsAt!.Value - before.StartsAt!.Value;
        if (TypedForm.Filled(form, Step) is { } step)
        {
            var (days, minutes, longer) = step switch
            {
                "day-before" => (-1, 0, 0),
                "day-after" => (1, 0, 0),
                "earlier" => (0, -15, 0),
                "later" => (0, 15, 0),
                "shorter" => (0, 0, -15),
                "longer" => (0, 0, 15),
                _ => (0, 0, 0),
            };
            plan.StartsAt = Stockholm.Moment(Stockholm.WallClock(before.StartsAt.Value).AddDays(days).AddMinutes(minutes));
            plan.EndsAt = plan.StartsAt + Resized(length, longer);
        }
        else
        {
            plan.StartsAt = FormTimes.Moment(form[PlanForm.StartsAt]);
            plan.EndsAt = form.ContainsKey(PlanForm.EndsAt) ? FormTimes.Moment(form[PlanForm.EndsAt]) : plan.StartsAt + Resized(length, FormTimes.Number(form[Minutes]) ?? 0);
        }

        if (plan.StartsAt is null || plan.EndsAt is null)
        {
            return null;
        }

        if (before.RegistrationClosesAt is { } closes)
        {
            plan.RegistrationClosesAt = closes + (plan.StartsAt - before.StartsAt);
        }

        if (TypedForm.Filled(form, PlanForm.Venue) is { } place && PlanForm.PlaceIn(place) is { Venue: { } venue, Room: var room })
        {
            plan.Room = venue == plan.VenueId && room is null && !form.ContainsKey(PlanForm.EndsAt) ? plan.Room : room;
            plan.VenueId = venue;
        }

        if (Guid.TryParse(form[FromHost], out var from) && Guid.TryParse(form[ToHost], out var to) && from != to)
        {
            plan.HostIds = [.. (plan.HostIds ?? []).Select(host => host == from ? to : host).Distinct()];
        }

        plan.Override = TypedForm.Filled(form, PlanForm.Override) is { } why ? new PlanActivityOverrideRequest { Reason = why } : null;
        return plan;
    }

    /// <summary>A quarter of an hour at least, where it was not shorter before.</summary>
    private static TimeSpan Resized(TimeSpan length, int minutes) =>
        minutes < 0 && length + TimeSpan.FromMinutes(minutes) < Shortest ? (length < Shortest ? length : Shortest) : length + TimeSpan.FromMinutes(minutes);

    private static async Task<IResult> TryAsync(
        Guid activity, string startsAt, int? minutes, Guid? venueId, Guid? fromHost, Guid? toHost, HttpContext context, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (before, _) = await plans.ActivityAsync(activity, cancellationToken);
        var form = new FormCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            [PlanForm.StartsAt] = startsAt,
            [Minutes] = minutes?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [PlanForm.Venue] = venueId?.ToString(),
            [FromHost] = fromHost?.ToString(),
            [ToHost] = toHost?.ToString(),
        });
        if (Moved(before, form) is not { } wanted)
        {
            return context.Missing();
        }

        var edition = await plans.EditionOfAsync(before, cancellationToken);
        var all = plans.ActivitiesAsync(edition, cancellationToken);
        var free = await calls.FindAsync(context, before.EditionId!.Value, wanted, activity, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(Tried.Of(wanted, activity, free, await all, clock.GetUtcNow()));
    }

    private static string UndoOf(ActivityView before) => string.Join(
        '~',
        FormTimes.Write(before.StartsAt!.Value),
        FormTimes.Write(before.EndsAt!.Value),
        before.Organiser?.VenueId is { } venue ? PlanForm.PlaceOf(venue, before.Organiser.Room) : "");

    private static async Task<IResult> ShowAsync(
        ScheduleChoice choice,
        TypedForm form,
        InTheWay? inTheWay,
        HttpContext context,
        ChosenEdition chosen,
        ReadPlan plans,
        Festival calls,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var clashes = ReadPlan.WhereAllowedAsync(() => calls.V1.Editions[ReadPlan.Id(edition)].Clashes.GetAsync(cancellationToken: cancellationToken));
        var plan = await plans.WholeAsync(edition, cancellationToken);
        if (choice is { Moving: { } moving, Day: null, Week: null } && plan.Activities.FirstOrDefault(activity => activity.Id == moving) is { } activity)
        {
            choice = choice with { Week = WrittenDay.Write(PlanNow.DayOf(activity)) };
        }

        return context.Show<SchedulePage>(
            new Dictionary<string, object?>
            {
                [nameof(SchedulePage.Plan)] = plan,
                [nameof(SchedulePage.Choice)] = choice,
                [nameof(SchedulePage.Grid)] = ScheduleGrid.Of(plan, choice, clock.GetUtcNow()),
                [nameof(SchedulePage.Clashing)] = ((await clashes)?.Clashing ?? []).Select(clashing => clashing.ActivityId!.Value).ToHashSet(),
                [nameof(SchedulePage.Form)] = form,
                [nameof(SchedulePage.InTheWay)] = inTheWay,
                [nameof(SchedulePage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
