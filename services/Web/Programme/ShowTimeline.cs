using BusinessFocus.Web.Site;
using BusinessFocus.Web.Stars;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Programme;

/// <summary><c>GET /program/tidslinje</c>: the programme as a grid for each day, hours down, venues across, or hosts (<c>efter=vard</c>).</summary>
public static class ShowTimeline
{
    public const string Path = "/program/tidslinje";
    public const string ByHost = "vard";

    public static void MapShowTimeline(this IEndpointRouteBuilder routes) => routes.MapPage(Path, HandleAsync);

    /// <param name="day">yyyy-MM-dd; null for all days.</param>
    public static string AddressOf(DateOnly? day, bool byHost) => Links.To(Path) + QueryString.Create(
        new Dictionary<string, string?> { ["dag"] = day is { } one ? WrittenDay.Write(one) : null, ["efter"] = byHost ? ByHost : null }
            .Where(part => part.Value is not null));

    private static async Task<IResult> HandleAsync(
        [FromQuery(Name = "dag")] string? day,
        [FromQuery(Name = "efter")] string? across,
        HttpContext context,
        ReadFestival festival,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionPage>(new Dictionary<string, object?>(), isPublic: true);
        }

        var (filter, now, starred) = (new ProgrammeFilter(Day: day).Readable(), clock.GetUtcNow(), Starred.In(context));
        var programme = await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything, cancellationToken);
        var list = ProgrammeList.Of(programme, filter, now);
        return context.Show<TimelinePage>(
            new Dictionary<string, object?>
            {
                [nameof(TimelinePage.Programme)] = programme,
                [nameof(TimelinePage.List)] = list,
                [nameof(TimelinePage.Timeline)] = Timeline.Of(list.Shown, across == ByHost),
                [nameof(TimelinePage.IsByHost)] = across == ByHost,
                [nameof(TimelinePage.Day)] = filter.On,
                [nameof(TimelinePage.Starred)] = starred,
                [nameof(TimelinePage.Now)] = now,
            },
            isPublic: starred.IsEmpty);
    }
}
