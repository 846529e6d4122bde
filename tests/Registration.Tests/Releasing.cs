using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;

namespace BusinessFocus.Registration.Tests;

/// <summary>Scheduling releases, as a running service hears it.</summary>
internal static class Releasing
{
    /// <summary>Until it can be registered for.</summary>
    public static async Task<ActivityId> ReleaseAsync(this RunningService service, int capacity, Func<ActivityState, ActivityState>? like = null)
    {
        var id = ActivityId.New();
        var activity = Given.Released(id, capacity);
        await service.Bus.PublishAsync(new ActivityReleased(like?.Invoke(activity) ?? activity));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }
}
