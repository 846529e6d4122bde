using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary><c>GET /dorr?dag=&amp;door=</c>: which activity, which door, which day.</summary>
public static class ChooseDoor
{
    public const string Day = "dag";

    public static void MapChooseDoor(this IEndpointRouteBuilder routes) => routes.MapPage(Door.Path, ShowAsync).In(Area.FrontDesk);

    private static async Task<IResult> ShowAsync(
        string? dag, HttpContext context, Festival calls, ReadFestival festival, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (doors, now) = (OwnDoors.Of(context.User), clock.GetUtcNow());
        var edition = doors.Activities is null ? await chosen.ReadAsync(context, cancellationToken) : null;
        var activities = doors.Activities is { } own ? await OwnAsync(calls, own, cancellationToken)
            : edition is null ? []
            : (await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything, cancellationToken)).Activities;
        var asked = WrittenDay.Read(dag);
        return context.Show<ChooseDoorPage>(new Dictionary<string, object?>
        {
            [nameof(ChooseDoorPage.Doors)] = DoorDay.Of(activities, doors, asked, now),
            [nameof(ChooseDoorPage.Name)] = Door.Named(context.Request.Query[Door.NameField].ToString()),
            [nameof(ChooseDoorPage.Edition)] = edition,
            [nameof(ChooseDoorPage.Editions)] = edition is null ? [] : await chosen.AllAsync(cancellationToken),
            [nameof(ChooseDoorPage.Now)] = now,
        });
    }

    /// <summary>One that is gone is left out.</summary>
    private static async Task<IReadOnlyList<ActivityView>> OwnAsync(Festival calls, IReadOnlySet<Guid> own, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(own.Select(async id =>
        {
            try
            {
                return await calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
            }
            catch (ProblemException problem) when ((int)problem.Status is 404 or 410)
            {
                return null;
            }
        }));
        return [.. read.OfType<ActivityView>()];
    }
}
