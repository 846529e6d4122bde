using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Registrations;

/// <summary>
/// <c>/anmalan/{id}/avboka-alla</c>: what was booked in one step is cancelled in one step. First all of it is listed, and nothing ends without a yes.
/// </summary>
public static class CancelTogether
{
    private const string Act = "avboka-alla";

    public static void MapCancelTogether(this IEndpointRouteBuilder routes)
    {
        routes.MapPage($"{ShowRegistration.Path}/{Act}", (
            Guid id, string? token, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            AskAsync(id, token, TypedForm.Empty, context, calls, clock, cancellationToken));
        routes.MapForm($"{ShowRegistration.Path}/{Act}", CancelAsync);
    }

    /// <summary>Where it is asked whether all of it is to be cancelled.</summary>
    public static string AddressOf(Guid id, string token) => Links.To($"/anmalan/{id}/{Act}?token={Uri.EscapeDataString(token)}");

    /// <summary>How many conversations were booked in one step with it and can be cancelled in one; none where it was booked alone.</summary>
    public static int CountOf(RegistrationView registration, DateTimeOffset now) =>
        ShowRegistration.CanChange(registration, now) && ActivitiesOf(registration) is { Count: > 1 } together ? together.Count : 0;

    /// <summary>The activities, in the order in which they begin.</summary>
    public static IReadOnlyList<Guid> ActivitiesOf(RegistrationView registration) =>
        [.. (registration.BookedTogether ?? []).OfType<Guid>()];

    public static async Task<IReadOnlyList<ActivityView>> ReadAsync(RegistrationView registration, Festival calls, CancellationToken cancellationToken)
    {
        var activities = await Task.WhenAll(ActivitiesOf(registration).Select(activity => calls.V1.Activities[activity].GetAsync(cancellationToken: cancellationToken)));
        return [.. activities.OfType<ActivityView>()];
    }

    private static async Task<IResult> AskAsync(
        Guid id, string? token, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return context.Missing();
        }

        var now = clock.GetUtcNow();
        var registration = (await calls.V1.Registrations[id].GetAsync(ask => ask.QueryParameters.Token = token, cancellationToken))!;
        if (CountOf(registration, now) == 0)
        {
            return context.GoTo(Links.ToRegistration(id, token));
        }

        return context.Show<CancelTogetherPage>(
            new Dictionary<string, object?>
            {
                [nameof(CancelTogetherPage.Activities)] = await ReadAsync(registration, calls, cancellationToken),
                [nameof(CancelTogetherPage.Action)] = AddressOf(id, token),
                [nameof(CancelTogetherPage.Back)] = Links.ToRegistration(id, token),
                [nameof(CancelTogetherPage.Form)] = form,
                [nameof(CancelTogetherPage.Now)] = now,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private static async Task<IResult> CancelAsync(Guid id, string? token, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (string.IsNullOrEmpty(token))
        {
            return context.Missing();
        }

        try
        {
            await calls.V1.Registrations[id].Chain.DeleteAsync(ask => ask.QueryParameters.Token = token, cancellationToken);
            return context.GoTo(Links.ToRegistration(id, token));
        }
        catch (ProblemException problem) when ((int)problem.Status is 409 or 422)
        {
            return await AskAsync(id, token, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
        }
    }
}
