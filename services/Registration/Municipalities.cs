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
}
