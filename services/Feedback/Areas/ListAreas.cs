using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Areas;

/// <summary>An area, and who answers for it.</summary>
/// <param name="Key">The topic that it answers.</param>
/// <param name="Email">Where the area reads; to organisers only.</param>
/// <param name="Hosts">Who sees the area's cases; to organisers only.</param>
/// <param name="DaysToAnswer">Working days, Monday to Friday.</param>
/// <param name="Version">How often it was set: the ETag.</param>
public sealed record AreaView(string Key, LocalizedText Name, string? Email, IReadOnlyList<HostId> Hosts, int DaysToAnswer, long Version)
{
    public static AreaView Of(Area area) => new(area.Key, area.Name, area.Email, area.Hosts, area.DaysToAnswer, area.Version);
}

/// <summary><c>GET /follow-up-areas</c>: all, the business office first. A host sees which there are, to hand a case over.</summary>
public static class ListAreasEndpoint
{
    public static void MapListAreas(this RouteGroupBuilder api) =>
        api.MapGet("/follow-up-areas", HandleAsync)
            .Only(Roles.Organiser, Roles.Host)
            .WithTags("Follow-ups")
            .WithName("listFollowUpAreas");

    private static async Task<Ok<IReadOnlyList<AreaView>>> HandleAsync(HttpContext context, IQuerySession reads, CancellationToken cancellationToken)
    {
        var areas = await KnownAreas.ReadAsync(reads, cancellationToken);
        var isOrganiser = context.User.IsInRole(Roles.Organiser);
        return TypedResults.Ok<IReadOnlyList<AreaView>>(
            [.. areas.All.Select(AreaView.Of).Select(area => isOrganiser ? area : area with { Email = null, Hosts = [] })]);
    }
}
