using System.Globalization;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Registrations;

/// <summary><c>POST /anmalan/{id}/…</c>: cancels, changes the number of seats, takes or leaves seats that are offered.</summary>
public static class ChangeRegistration
{
    public const string Seats = "seats";

    public static void MapChangeRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapChange("avboka", (calls, id, token, _, stop) => calls.V1.Registrations[id].DeleteAsync(ask => ask.QueryParameters.Token = token, stop));
        routes.MapChange("tacka-ja", (calls, id, token, _, stop) => calls.V1.Registrations[id].Accept.PostAsync(ask => ask.QueryParameters.Token = token, stop));
        routes.MapChange("tacka-nej", (calls, id, token, _, stop) => calls.V1.Registrations[id].Decline.PostAsync(ask => ask.QueryParameters.Token = token, stop));
        routes.MapChange("platser", (calls, id, token, form, stop) => calls.V1.Registrations[id].Seats.PutAsync(
            new ResizeRequest { Seats = int.TryParse(form[Seats], NumberStyles.None, CultureInfo.InvariantCulture, out var seats) ? seats : 0 },
            ask => ask.QueryParameters.Token = token,
            stop));
    }

    private static void MapChange(this IEndpointRouteBuilder routes, string act, Func<Festival, Guid, string, IFormCollection, CancellationToken, Task> change) =>
        routes.MapForm($"{ShowRegistration.Path}/{act}", async (
            Guid id, string? token, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (string.IsNullOrEmpty(token))
            {
                return context.Missing();
            }

            try
            {
                await change(calls, id, token, form, cancellationToken);
                return context.GoTo(Links.ToRegistration(id, token));
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
            {
                return await ShowRegistration.ShowAsync(id, token, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
            }
        });
}
