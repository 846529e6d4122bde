using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Somebody who meets the visitors of an edition.</summary>
/// <param name="WorkingHours">On the clock in Europe/Stockholm; none is at any time.</param>
/// <param name="Email">By which the host signs in; null where none is known.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Role">What they are; left out where that is not told.</param>
/// <param name="Organisation">Whom they are from; left out where that is not told.</param>
/// <param name="Languages">Which they speak: <c>sv</c>, <c>en</c> ….</param>
/// <param name="Unavailable">When they are not to be had.</param>
public sealed record HostView(
    HostId Id,
    string Name,
    string? Role,
    string? Organisation,
    IReadOnlyList<string> Languages,
    IReadOnlyList<WeeklyHours> WorkingHours,
    IReadOnlyList<Period> Unavailable,
    string? Email = null)
{
    public static HostView Of(Host host) => new(
        new HostId(host.Id), host.Name, host.Role, host.Organisation, host.Languages, host.WorkingHours, host.Unavailable, host.Email);

    /// <summary>A planner sees nobody's address.</summary>
    public static HostView For(Host host, ClaimsPrincipal asker) => asker.IsInRole(Roles.Organiser) ? Of(host) : Of(host) with { Email = null };
}

/// <summary>An organiser reads a host.</summary>
public static class ReadHost
{
    public static void MapReadHost(this RouteGroupBuilder api) =>
        api.MapGet("/hosts/{id}", HandleAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("readHost")
            .WithSummary("Read a host");

    private static async Task<Results<Ok<HostView>, ProblemHttpResult>> HandleAsync(
        HostId id, ClaimsPrincipal asker, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Host>(id.Value, cancellationToken) is not { } host)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        response.SetVersion(host.StreamVersion);
        return TypedResults.Ok(HostView.For(host, asker));
    }
}
