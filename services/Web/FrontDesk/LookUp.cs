using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>
/// <c>POST /dorr/{id}/sok</c>: one field for both: the code of a ticket, which a reader types as a keyboard does, checks in at once; anything else is
/// looked for among the names. It is a form that is sent, so that no name stands in an address.
/// </summary>
public static class LookUp
{
    public const string Act = "sok";
    public const string Search = "search";

    /// <summary>An id and its signature, 80 bytes, are 107 letters; nobody is called that.</summary>
    private const int ShortestCode = 60;

    public static void MapLookUp(this IEndpointRouteBuilder routes) => routes.MapForm($"{Door.OfActivity}/{Act}", HandleAsync).In(Area.FrontDesk);

    public static bool IsCode(string typed) =>
        typed.Length is >= ShortestCode and <= 400 && typed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static Task<IResult> HandleAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        ServeDoor.AnswerAsync(id, Act, context, calls, clock, (door, form) => LookUpAsync(door, form, calls, cancellationToken), cancellationToken);

    private static async Task<Shown> LookUpAsync(Door door, IFormCollection form, Festival calls, CancellationToken cancellationToken)
    {
        var typed = form[Search].ToString().Trim();
        if (IsCode(typed))
        {
            var ticket = new CheckInRequest { Ticket = typed, ActivityId = door.ActivityId, Door = door.Name, Override = Override.In(form) };
            return Shown.Of(Outcome.In((await calls.V1.CheckIns.PostAsync(ticket, cancellationToken: cancellationToken))!));
        }

        var found = await calls.V1.Activities[door.ActivityId].Attendees.GetAsync(ask => ask.QueryParameters.Search = typed, cancellationToken);
        return Shown.Nothing with { Found = found, Search = typed, Form = new TypedForm(form, TypedForm.Empty.Faults) };
    }
}
