using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary><c>POST /dorr/{id}/angra</c>: it was the wrong one.</summary>
public static class TakeBack
{
    public const string Act = "angra";
    public const string Id = "id";

    /// <summary>Who it was, to be told again.</summary>
    public const string Name = "name";

    public static void MapTakeBack(this IEndpointRouteBuilder routes) => routes.MapForm($"{Door.OfActivity}/{Act}", HandleAsync).In(Area.FrontDesk);

    private static Task<IResult> HandleAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        ServeDoor.AnswerAsync(
            id,
            Act,
            context,
            calls,
            clock,
            async (_, form) =>
            {
                await calls.V1.CheckIns[Guid.TryParse(form[Id], out var who) ? who : Guid.Empty].DeleteAsync(cancellationToken: cancellationToken);
                return Shown.Of(Outcome.TakenBack(TypedForm.Filled(form, Name)));
            },
            cancellationToken);
}
