using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Officers;

/// <summary><c>POST /vard/kalender</c>: the link by which an officer subscribes to the own agenda. It is shown this once, and ends the one before.</summary>
public static class MakeAgendaLink
{
    public const string Path = $"{ShowDay.Path}/kalender";

    public static void MapMakeAgendaLink(this IEndpointRouteBuilder routes) => routes.MapForm(Path, HandleAsync).In(Area.Hosts);

    private static async Task<IResult> HandleAsync(HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (SignedIn.In(context)?.HostId is not { } host)
        {
            return context.Forbidden();
        }

        var link = await calls.V1.Hosts[host].AgendaLink.PostAsync(cancellationToken: cancellationToken);
        return await ShowDay.ShowAsync(TypedForm.Filled(form, ShowDay.Day), link, context, calls, clock, cancellationToken);
    }
}
