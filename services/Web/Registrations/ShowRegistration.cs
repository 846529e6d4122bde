using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Registrations;

/// <summary><c>GET /anmalan/{id}?token=</c>: one registration by its link: the ticket, when and where, and what can be changed.</summary>
public static class ShowRegistration
{
    public const string Path = "/anmalan/{id:guid}";

    public static void MapShowRegistration(this IEndpointRouteBuilder routes) => routes.MapPage(
        Path,
        (Guid id, string? token, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, token, TypedForm.Empty, context, calls, clock, cancellationToken));

    /// <param name="form">With what is wrong, where a change was refused.</param>
    internal static async Task<IResult> ShowAsync(
        Guid id, string? token, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return context.Missing();
        }

        var registration = (await calls.V1.Registrations[id].GetAsync(ask => ask.QueryParameters.Token = token, cancellationToken))!;
        var activity = (await calls.V1.Activities[registration.ActivityId!.Value].GetAsync(cancellationToken: cancellationToken))!;
        var now = clock.GetUtcNow();
        return context.Show<RegistrationPage>(
            new Dictionary<string, object?>
            {
                [nameof(RegistrationPage.Registration)] = registration,
                [nameof(RegistrationPage.Activity)] = activity,
                [nameof(RegistrationPage.Together)] = CancelTogether.CountOf(registration, now) > 0 ? await CancelTogether.ReadAsync(registration, calls, cancellationToken) : [],
                [nameof(RegistrationPage.Token)] = token,
                [nameof(RegistrationPage.Form)] = form,
                [nameof(RegistrationPage.Now)] = now,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>Whether who has the link can still change it: before it begins, and where the activity says so, until some hours before.</summary>
    internal static bool CanChange(RegistrationView registration, DateTimeOffset now) =>
        registration.Status is not RegistrationStatus.Cancelled && registration.CheckedInAt is null && (registration.ChangeableUntil is not { } until || until > now);
}
