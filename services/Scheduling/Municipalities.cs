using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.VisitRequests;
using Marten;

namespace BusinessFocus.Scheduling;

/// <summary>Whose edition the things are in that Scheduling's calls are about.</summary>
public sealed class Municipalities(IQuerySession reads) : IMunicipalities
{
    public async Task<Municipality?> FindAsync(string things, string id, CancellationToken cancellationToken)
    {
        var edition = things == "editions"
            ? await reads.FindEditionAsync(id, cancellationToken)
            : Guid.TryParse(id, out var thing) && await EditionOfAsync(things, thing, cancellationToken) is { } found
                ? await reads.LoadAsync<Edition>(found.Value, cancellationToken)
                : null;
        return edition is null ? null : new Municipality(edition.Municipality);
    }

    private async Task<EditionId?> EditionOfAsync(string things, Guid id, CancellationToken cancellationToken) => things switch
    {
        "activities" => (await reads.LoadAsync<Activity>(id, cancellationToken))?.EditionId,
        "venues" => (await reads.LoadAsync<Venue>(id, cancellationToken))?.EditionId,
        "hosts" => (await reads.LoadAsync<Host>(id, cancellationToken))?.EditionId,
        "visit-requests" => (await reads.LoadAsync<VisitRequest>(id, cancellationToken))?.EditionId,
        _ => null,
    };
}
