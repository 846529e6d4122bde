using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>What a door shows beside how many have come.</summary>
/// <param name="Outcome">Of what was done last; null before anything was.</param>
/// <param name="Found">Who was looked for; null where nobody was.</param>
/// <param name="Search">For that one the walk-in's form is filled in.</param>
/// <param name="Form">What was typed and is wrong.</param>
public sealed record Shown(Outcome? Outcome, GuestsView? Found, string? Search, TypedForm Form)
{
    public static Shown Nothing { get; } = new(null, null, null, TypedForm.Empty);

    public static Shown Of(Outcome outcome) => Nothing with { Outcome = outcome };

    public static Shown Wrong(TypedForm form) => Nothing with { Form = form };
}

/// <summary><c>GET /dorr/{id}?door=</c>: one door, on one screen. Whatever is done there answers with the same screen, at once.</summary>
public static class ServeDoor
{
    public static void MapServeDoor(this IEndpointRouteBuilder routes) => routes.MapPage(
        Door.OfActivity,
        (Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(Door.Of(id, context), Shown.Nothing, context, calls, clock, cancellationToken)).In(Area.FrontDesk);

    /// <summary>
    /// The form has a key: sent again by a second press or a reload it is done once, so that the answer need not lead to another page first.
    /// </summary>
    internal static async Task<IResult> ShowAsync(Door door, Shown shown, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var arrivals = ArrivalsAsync(door, calls, cancellationToken);
        var activity = (await calls.V1.Activities[door.ActivityId].GetAsync(cancellationToken: cancellationToken))!;
        return context.Show<DoorPage>(
            new Dictionary<string, object?>
            {
                [nameof(DoorPage.Door)] = door,
                [nameof(DoorPage.Activity)] = activity,
                [nameof(DoorPage.Arrivals)] = await arrivals,
                [nameof(DoorPage.Shown)] = shown,
                [nameof(DoorPage.Doors)] = OwnDoors.Of(context.User),
                [nameof(DoorPage.Now)] = clock.GetUtcNow(),
            },
            shown.Form.HasFaults ? StatusCodes.Status400BadRequest
            : shown.Outcome?.Kind is OutcomeKind.Refused or OutcomeKind.Before ? StatusCodes.Status409Conflict
            : StatusCodes.Status200OK);
    }

    /// <summary>
    /// Does what was sent and shows what came of it. A refusal is what the door is there for; what is typed wrongly stands at its field.
    /// </summary>
    internal static async Task<IResult> AnswerAsync(
        Guid id, string act, HttpContext context, Festival calls, TimeProvider clock, Func<Door, IFormCollection, Task<Shown>> doAsync, CancellationToken cancellationToken)
    {
        var door = Door.Of(id, context);
        var form = await context.FormAsync();
        Shown shown;
        try
        {
            shown = await doAsync(door, form);
        }
        catch (ProblemException problem) when ((int)problem.Status is 404 or 409)
        {
            shown = Shown.Of(Outcome.Refused(problem, SentAgain.Of(act, form), OwnDoors.Of(context.User).IsOrganiser, clock.GetUtcNow()));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 422)
        {
            shown = Shown.Wrong(TypedForm.Of(form, problem));
        }

        return await ShowAsync(door, shown, context, calls, clock, cancellationToken);
    }

    /// <summary>Null where they cannot be read now, which keeps nobody out; or where whoever asks does not stand there today.</summary>
    internal static async Task<ArrivalsView?> ArrivalsAsync(Door door, Festival calls, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.V1.Activities[door.ActivityId].Arrivals.GetAsync(cancellationToken: cancellationToken);
        }
        catch (Exception fault) when (fault is ApiException or HttpRequestException or ProblemException { Status: not System.Net.HttpStatusCode.Unauthorized })
        {
            return null;
        }
    }
}
