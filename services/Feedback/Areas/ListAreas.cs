using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Areas;

/// <summary>Those who answer the questions about one topic: where they read, and how soon they answer.</summary>
/// <param name="Key">The topic that it answers, in small letters without accents; business-office answers what has no area of its own.</param>
/// <param name="Name">What people call it; at most 100 characters in each language.</param>
/// <param name="Email">Where the area reads; to organisers only, and left out where it reads nowhere.</param>
/// <param name="Hosts">Who sees the area's cases, beside organisers; to organisers only, empty for others.</param>
/// <param name="DaysToAnswer">Working days, Monday to Friday, in which it answers: 1 to 60.</param>
/// <param name="Version">How often it was set, 0 for never: the number in the ETag.</param>
public sealed record AreaView(string Key, LocalizedText Name, string? Email, IReadOnlyList<HostId> Hosts, int DaysToAnswer, long Version)
{
    public static AreaView Of(Area area) => new(area.Key, area.Name, area.Email, area.Hosts, area.DaysToAnswer, area.Version);
}

/// <summary>
/// All areas that answer follow-ups, the business office first. Organisers of all municipalities see them whole; hosts see which there are, to
/// hand a case over, but neither addresses nor hosts.
/// </summary>
public static class ListAreasEndpoint
{
    public static void MapListAreas(this RouteGroupBuilder api) =>
        api.MapGet("/follow-up-areas", HandleAsync)
            .Only(Roles.Organiser, Roles.Host)
            .WithTags("Follow-ups")
            .WithName("listFollowUpAreas")
            .WithSummary("List the areas that answer follow-ups");

    private static async Task<Ok<IReadOnlyList<AreaView>>> HandleAsync(HttpContext context, IQuerySession reads, CancellationToken cancellationToken)
    {
        var areas = await KnownAreas.ReadAsync(reads, cancellationToken);
        var isOrganiser = context.User.IsInRole(Roles.Organiser);
        return TypedResults.Ok<IReadOnlyList<AreaView>>(
            [.. areas.All.Select(AreaView.Of).Select(area => isOrganiser ? area : area with { Email = null, Hosts = [] })]);
    }
}
