using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Attendees;

/// <summary><c>GET /styr/aktivitet/{id}/deltagare</c>: who comes to an activity, who waits and why, to look through, print and take out.</summary>
public static class ShowAttendees
{
    public const string Path = "/styr/aktivitet/{id:guid}/deltagare";

    public static void MapAttendeePages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/lista", (Guid id, HttpContext context, Festival calls, CancellationToken stop) => context.PassOnAsync(
            option => calls.V1.Activities[id].Attendees.List.GetAsync(ask => ask.Options.Add(option), stop))).In(Area.Organisers);
        routes.MapPage($"{Path}/skyltar", (Guid id, HttpContext context, Festival calls, CancellationToken stop) => context.PassOnAsync(
            option => calls.V1.Activities[id].Attendees.Badges.GetAsync(ask => ask.Options.Add(option), stop))).In(Area.Organisers);
        routes.MapPage($"{Path}/tabell", (Guid id, HttpContext context, Festival calls, CancellationToken stop) => context.PassOnAsync(
            option => calls.V1.Activities[id].Registrations.GetAsync(
                ask =>
                {
                    ask.Headers.Add("Accept", "text/csv");
                    ask.Options.Add(option);
                },
                stop),
            "deltagare.csv")).In(Area.Organisers);
        routes.MapAddAttendee();
        routes.MapOneAttendee();
    }

    public static string Address(Guid activity, string more = "") => Links.To($"/styr/aktivitet/{activity}/deltagare{more}");

    private static async Task<IResult> ShowAsync(
        Guid id, string? visa, string? q, int? fran, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var activity = calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
        var seats = calls.SeatsAsync(id, cancellationToken);
        var all = await calls.RegistrationsAsync(id, cancellationToken);
        var filter = new AttendeeFilter(visa is not null && AttendeeList.Groups.Contains(visa) ? visa : null, q, Math.Max(0, fran ?? 0));
        return context.Show<AttendeesPage>(new Dictionary<string, object?>
        {
            [nameof(AttendeesPage.Activity)] = (ActivityView)(await activity)!,
            [nameof(AttendeesPage.Seats)] = await seats,
            [nameof(AttendeesPage.List)] = new AttendeeList(all, filter),
            [nameof(AttendeesPage.Now)] = clock.GetUtcNow(),
        });
    }
}
