using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>
/// An organiser changes a host. The programme shows it with the next release; what no longer fits is in the report of
/// clashes.
/// </summary>
public static class ChangeHost
{
    /// <param name="others">The edition's other hosts.</param>
    public static Decision Decide(Host host, AddHost.Request request, IReadOnlyCollection<Host> others, DateTimeOffset now)
    {
        if (AddHost.IsTaken(request.Name, others))
        {
            return HostProblems.NameTaken.With("name", request.Name);
        }

        var changed = new HostChanged(
            request.Name.Trim(),
            request.Role,
            request.Organisation,
            request.Spoken,
            request.WorkingHours ?? [],
            request.Away,
            request.Reason,
            now);
        return Decision.Of(
        [
            .. IsSame(host, changed) ? Array.Empty<object>() : [changed],
            .. IsWrittenToAsBefore(host, request)
                ? Array.Empty<object>()
                : [new HostAddressed(new(host.Id), host.EditionId, request.Address, now, request.WrittenIn, request.News)],
        ]);
    }

    /// <summary>In which language is nobody's business where nothing is written.</summary>
    private static bool IsWrittenToAsBefore(Host host, AddHost.Request request) =>
        (request.Address, request.News) == (host.Email, host.News) && (host.Email is null || request.WrittenIn == host.WrittenIn);

    private static bool IsSame(Host host, HostChanged changed) =>
        (host.Name, host.Role, host.Organisation) == (changed.Name, changed.Role, changed.Organisation)
        && host.Languages.SequenceEqual(changed.Languages)
        && host.WorkingHours.SequenceEqual(changed.WorkingHours)
        && host.Unavailable.SequenceEqual(changed.Unavailable);
}

/// <summary>The endpoint of <see cref="ChangeHost"/>.</summary>
public static class ChangeHostEndpoint
{
    public static void MapChangeHost(this RouteGroupBuilder api) =>
        api.MapPut("/hosts/{id}", HandleAsync)
            .Validates<AddHost.Request>()
            .TakesBack<HostView>()
            .Only(Roles.Organiser)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("changeHost")
            .WithSummary("Change a host");

    /// <summary>
    /// Replaces what is known of a host: what is left out is removed, the address by which they sign in too. The programme shows it with the
    /// next release. What is planned with them is not looked at again: what no longer fits is in the edition's list of clashes. What was read
    /// can be sent back; the same again changes nothing. 409 <c>host-name-taken</c> where another one has the name. For organisers.
    /// </summary>
    private static async Task<Results<Ok<HostView>, ProblemHttpResult>> HandleAsync(
        HostId id,
        AddHost.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Host>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var others = await session.Query<Host>()
            .Where(host => host.EditionId == known.EditionId && host.Id != id.Value)
            .ToListAsync(cancellationToken);
        var decided = await session.DecideAndSaveAsync<Host>(
            id.Value, ifMatch.Expected, host => ChangeHost.Decide(host, request, others, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, HostView.Of);
    }
}
