using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Seats;
using Marten;

namespace BusinessFocus.Registration;

/// <summary>Whose edition the things are in that Registration's calls are about, as Scheduling told of the activities.</summary>
public sealed class Municipalities(IQuerySession reads) : IMunicipalities
{
    public async Task<Municipality?> FindAsync(string things, string id, CancellationToken cancellationToken)
    {
        if (things == "municipalities")
        {
            return new Municipality(id);
        }

        if (things == "editions")
        {
            return Guid.TryParse(id, out var edition) ? await OfEditionAsync(edition, cancellationToken) : null;
        }

        ActivityId? activity = things switch
        {
            "activities" => ActivityId.TryParse(id, out var itself) ? itself : null,
            "registrations" or "check-ins" => RegistrationId.TryParse(id, out var registration)
                ? (await reads.OwnersOfAsync([registration], cancellationToken)).GetValueOrDefault(registration)?.ActivityId
                : null,
            _ => null,
        };
        return activity is { } known && await reads.LoadAsync<ActivityEntry>(known, cancellationToken) is { } entry
            ? new Municipality(entry.Municipality)
            : null;
    }

    /// <summary>Of any of its activities: the newest say it, where older ones were told of before.</summary>
    private async Task<Municipality?> OfEditionAsync(Guid edition, CancellationToken cancellationToken)
    {
        var activities = await reads.Query<ActivityEntry>().Where(entry => entry.Edition == edition).ToListAsync(cancellationToken);
        return activities.Count == 0 ? null : new Municipality(activities.Select(each => each.Municipality).FirstOrDefault(each => each is not null));
    }
}
