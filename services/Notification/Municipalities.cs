using BusinessFocus.Contracts;
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
        if (!Guid.TryParse(id, out var thing))
        {
            return null;
        }

        var edition = new EditionId(thing);
        var found = things switch
        {
            "activities" => await reads.LoadAsync<KnownActivity>(thing, cancellationToken),
            "notifications" => (await reads.LoadAsync<Notification>(thing, cancellationToken))?.ActivityId is { } activity
                ? await reads.LoadAsync<KnownActivity>(activity.Value, cancellationToken)
                : null,
            "editions" => await reads.Query<KnownActivity>().Where(known => known.Activity.EditionId == edition).FirstOrDefaultAsync(cancellationToken),
            _ => null,
        };
        return found is null ? null : new Municipality(found.Activity.Municipality);
    }
}
