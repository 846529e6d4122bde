using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Calendars;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Agendas;

/// <summary>
/// A host or an organiser makes the link by which the host reads the own agenda and subscribes to it; an organiser takes it back. There is one at a
/// time: a new one ends the one before.
/// </summary>
public static class AgendaLink
{
    public static Decision Make(Host host, string tokenHash, DateTimeOffset now) =>
        host.Exists ? Decision.Of(new AgendaLinkMade(tokenHash, now)) : CommonProblems.NotFound;

    public static Decision Revoke(Host host, DateTimeOffset now) =>
        !host.Exists ? CommonProblems.NotFound
        : host.AgendaTokenHash is null ? Decision.Nothing
        : Decision.Of(new AgendaLinkRevoked(now));
}

/// <summary>The endpoints of <see cref="AgendaLink"/>.</summary>
public static class AgendaLinkEndpoint
{
    /// <summary>The links to a host's agenda: whoever has them needs no account. They are shown this once.</summary>
    /// <param name="Agenda">Opens the agenda, as JSON or as a calendar.</param>
    /// <param name="Calendar">Opens the same as a calendar to subscribe to.</param>
    public sealed record Answer(Uri Agenda, Uri Calendar);

    public static void MapAgendaLink(this RouteGroupBuilder api)
    {
        api.MapPost("/hosts/{id}/agenda-link", MakeAsync)
            .Only(Roles.Organiser, Roles.Host)
            .WithTags("Venues and hosts")
            .WithName("makeAgendaLink")
            .WithSummary("Make a link to a host's agenda");
        api.MapDelete("/hosts/{id}/agenda-link", RevokeAsync)
            .Only(Roles.Organiser)
            .WithTags("Venues and hosts")
            .WithName("revokeAgendaLink")
            .WithSummary("Revoke the link to a host's agenda");
    }

    /// <summary>
    /// Makes the link by which a host reads their own agenda and subscribes to it, without signing in. It is shown this once, and ends the link
    /// that was made before. It is mailed to nobody. For organisers, and for the host whose agenda it is (others: 403).
    /// </summary>
    private static async Task<Results<Created<Answer>, ProblemHttpResult>> MakeAsync(
        HostId id, HttpContext context, ISessionFactory sessions, CalendarFile calendars, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!context.User.IsInRole(Roles.Organiser) && !context.User.HasClaim(Roles.HostClaim, id.ToString()))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var token = LinkToken.New();
        var decided = await sessions.DecideAsync<Host>(
            id.Value, ExpectedVersion.Any, host => AgendaLink.Make(host, LinkToken.HashOf(token), clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Created((string?)null, new Answer(calendars.AddressOf($"agendas/{token}"), calendars.AddressOf($"agendas/{token}.ics")));
    }

    /// <summary>Takes back the link to a host's agenda: it opens nothing from then on. Where there is none, nothing changes. For organisers.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        HostId id, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync<Host>(
            id.Value, ExpectedVersion.Any, host => AgendaLink.Revoke(host, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
