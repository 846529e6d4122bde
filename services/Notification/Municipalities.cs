using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using Marten;

namespace BusinessFocus.Notifications;

/// <summary>Whose edition the things are in that Notification's calls are about, as Scheduling told of the activities.</summary>
public sealed class Municipalities(IQuerySession reads) : IMunicipalities
{
    public async Task<Municipality?> FindAsync(string things, string id, CancellationToken cancellationToken)
    {
        var activity = (things, Guid.TryParse(id, out var thing)) switch
        {
            ("activities", true) => thing,
            ("notifications", true) => (await reads.LoadAsync<Notification>(thing, cancellationToken))?.ActivityId?.Value,
            _ => (Guid?)null,
        };
        return activity is { } known && await reads.LoadAsync<KnownActivity>(known, cancellationToken) is { } found
            ? new Municipality(found.Activity.Municipality)
            : null;
    }
}
