using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary><c>POST /dorr/{id}/in</c>: somebody who was found by name.</summary>
public static class LetIn
{
    public const string Act = "in";
    public const string Id = "id";
    public const string Seats = "seats";

    public static void MapLetIn(this IEndpointRouteBuilder routes) => routes.MapForm($"{Door.OfActivity}/{Act}", HandleAsync).In(Area.FrontDesk);

    private static Task<IResult> HandleAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        ServeDoor.AnswerAsync(
            id,
            Act,
            context,
            calls,
            clock,
            async (door, form) =>
            {
                var guest = new CheckInGuestRequest
                {
                    Id = Guid.TryParse(form[Id], out var who) ? who : Guid.Empty,
                    Seats = int.TryParse(form[Seats], NumberStyles.None, CultureInfo.InvariantCulture, out var seats) ? seats : null,
                    Door = door.Name,
                    Override = Override.In(form),
                };
                return Shown.Of(Outcome.In((await calls.V1.Activities[door.ActivityId].CheckIns.PostAsync(guest, cancellationToken: cancellationToken))!));
            },
            cancellationToken);
}
