using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Attendees;

/// <summary><c>/styr/aktivitet/{id}/deltagare/{registration}</c>: one registration with its history; cancel it, let it in before others, print its tickets.</summary>
public static class OneAttendee
{
    public const string Message = "message";
    public const string Reason = "reason";

    private const string Path = $"{ShowAttendees.Path}/{{registration:guid}}";

    public static void MapOneAttendee(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, Guid registration, int? ny, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, registration, ny is not null, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapPage($"{Path}/biljetter", (Guid registration, HttpContext context, Festival calls, CancellationToken stop) => context.PassOnAsync(
            option => calls.V1.Registrations[registration].Tickets.GetAsync(ask => ask.Options.Add(option), stop))).In(Area.Organisers);
        routes.MapAct("avboka", null, (calls, registration, form, stop) => calls.V1.Registrations[registration].DeleteAsync(
            ask => ask.QueryParameters.Message = TypedForm.Filled(form, Message), stop));
        routes.MapAct("ge-plats", Reason, (calls, registration, form, stop) => calls.V1.Registrations[registration].Promote.PostAsync(
            new GrantRequest { Reason = TypedForm.Filled(form, Reason) }, cancellationToken: stop));
    }

    /// <param name="needed">The field that cannot be left empty; null for none.</param>
    private static void MapAct(
        this IEndpointRouteBuilder routes, string act, string? needed, Func<Festival, Guid, IFormCollection, CancellationToken, Task> actAsync) =>
        routes.MapForm($"{Path}/{act}", async (
            Guid id, Guid registration, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (needed is not null && TypedForm.Filled(form, needed) is null)
            {
                var missing = TypedForm.Empty.With(needed, Languages.Choose("Skriv varför, det står sedan i historiken.", "Enter why: it is shown in the history."));
                return await ShowAsync(id, registration, false, missing with { Typed = form }, context, calls, clock, cancellationToken);
            }

            try
            {
                await actAsync(calls, registration, form, cancellationToken);
                return context.GoTo(ShowAttendees.Address(id, $"/{registration}"));
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
            {
                return await ShowAsync(id, registration, false, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
            }
        }).In(Area.Organisers);

    private static async Task<IResult> ShowAsync(
        Guid id, Guid registration, bool isNew, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var activity = calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
        var course = calls.V1.Registrations[registration].Course.GetAsync(cancellationToken: cancellationToken);
        var seats = calls.SeatsAsync(id, cancellationToken);
        var one = await calls.V1.Registrations[registration].GetAsync(cancellationToken: cancellationToken);
        return context.Show<OneAttendeePage>(
            new Dictionary<string, object?>
            {
                [nameof(OneAttendeePage.Activity)] = await activity,
                [nameof(OneAttendeePage.Registration)] = one,
                [nameof(OneAttendeePage.Course)] = (IReadOnlyList<CourseStep>)(await course ?? []),
                [nameof(OneAttendeePage.Seats)] = await seats,
                [nameof(OneAttendeePage.IsNew)] = isNew,
                [nameof(OneAttendeePage.Form)] = form,
                [nameof(OneAttendeePage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
