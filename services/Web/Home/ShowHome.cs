using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Stars;

namespace BusinessFocus.Web.Home;

/// <summary><c>GET /</c>: the edition now: what it is, when, the ways in, and what is next.</summary>
public static class ShowHome
{
    private const int Most = 8;

    public static void MapShowHome(this IEndpointRouteBuilder routes) => routes.MapPage("/", HandleAsync);

    private static async Task<IResult> HandleAsync(HttpContext context, ReadFestival festival, PublishedReport reports, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionPage>(new Dictionary<string, object?>(), isPublic: true);
        }

        var starred = Starred.In(context);
        var report = reports.OfAsync(edition, now, cancellationToken);
        var programme = await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything, cancellationToken);
        return context.Show<HomePage>(
            new Dictionary<string, object?>
            {
                [nameof(HomePage.Edition)] = edition,
                [nameof(HomePage.Face)] = FirstFace.Of(programme, now),
                [nameof(HomePage.Now)] = now,
                [nameof(HomePage.Next)] = Next(programme.Activities, now),
                [nameof(HomePage.Seats)] = programme.Seats,
                [nameof(HomePage.Starred)] = starred,
                [nameof(HomePage.Report)] = await report,
            },
            isPublic: starred.IsEmpty);
    }

    /// <summary>Today and tomorrow, Europe/Stockholm; on other days what comes first. What is booked as a conversation is not listed one by one.</summary>
    internal static IReadOnlyList<ActivityView> Next(IEnumerable<ActivityView> activities, DateTimeOffset now)
    {
        var toCome = activities
            .Where(activity => activity.EndsAt > now && activity.Status == ActivityViewStatus.Released && !ProgrammeList.IsSlot(activity))
            .OrderBy(activity => activity.StartsAt)
            .ToList();
        var tomorrow = Stockholm.DayOf(now).AddDays(1);
        var soon = toCome.TakeWhile(activity => Stockholm.DayOf(activity.StartsAt!.Value) <= tomorrow).ToList();
        return soon.Count > 0 ? soon : [.. toCome.Take(Most)];
    }
}
