using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary><c>POST /dorr/{id}/utan-anmalan</c>: somebody without a registration, in one step.</summary>
public static class LetWalkIn
{
    public const string Act = "utan-anmalan";
    public const string Name = "name";
    public const string Company = "company.name";
    public const string Seats = "seats";

    public static void MapLetWalkIn(this IEndpointRouteBuilder routes) => routes.MapForm($"{Door.OfActivity}/{Act}", HandleAsync).In(Area.FrontDesk);

    private static Task<IResult> HandleAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        ServeDoor.AnswerAsync(
            id,
            Act,
            context,
            calls,
            clock,
            async (door, form) =>
            {
                var walkIn = new WalkInRequest
                {
                    Name = TypedForm.Filled(form, Name),
                    Company = TypedForm.Filled(form, Company) is { } company ? new RegisterCompanyRequest { Name = company } : null,
                    Seats = int.TryParse(form[Seats], NumberStyles.None, CultureInfo.InvariantCulture, out var seats) ? seats : 1,
                    Door = door.Name,
                    Override = Override.In(form),
                };
                var answer = await calls.V1.Activities[door.ActivityId].WalkIns.PostAsync(walkIn, cancellationToken: cancellationToken);
                return Shown.Of(Outcome.WalkedIn(answer!, walkIn.Name));
            },
            cancellationToken);
}
