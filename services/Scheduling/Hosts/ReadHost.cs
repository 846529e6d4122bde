using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Somebody who meets the visitors of an edition.</summary>
/// <param name="WorkingHours">When they work in a week, on the clock in Europe/Stockholm; none where it is at any time.</param>
/// <param name="Email">By which they sign in; left out where none is known, and for planners.</param>
/// <param name="News">How they hear of what is booked with them.</param>
/// <param name="Name">What they are called, or a role; no other host of the edition is called so.</param>
/// <param name="Role">What they are, as the programme shows it after the name; left out where that was not said.</param>
/// <param name="Organisation">Whom they are from; left out where that was not said.</param>
/// <param name="Languages">Which they speak, by ISO 639-1: <c>sv</c>, <c>en</c> ….</param>
/// <param name="Unavailable">When they cannot come, whatever the working hours.</param>
public sealed record HostView(
    HostId Id,
    string Name,
    string? Role,
    string? Organisation,
    IReadOnlyList<string> Languages,
    IReadOnlyList<WeeklyHours> WorkingHours,
    IReadOnlyList<Period> Unavailable,
    string? Email = null,
    HostNews News = HostNews.AtOnce)
{
    public static HostView Of(Host host) => new(
        new HostId(host.Id), host.Name, host.Role, host.Organisation, host.Languages, host.WorkingHours, host.Unavailable, host.Email, host.News);

    /// <summary>A planner sees nobody's address.</summary>
    public static HostView For(Host host, ClaimsPrincipal asker) => asker.IsInRole(Roles.Organiser) ? Of(host) : Of(host) with { Email = null };
}

/// <summary>Reads a host. Its ETag is for the change of them. For organisers, and for planners, who do not see the address.</summary>
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
