using System.Diagnostics;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Registration.Seats;

/// <summary>What somebody wants decided, and where the answer goes.</summary>
/// <param name="By">As <see cref="StoredActors"/> has it.</param>
internal sealed record SeatCommand(
    Guid[] Streams, Func<IReadOnlyList<ActivitySeats>, IReadOnlyList<Decision>> Decide, Activity? Cause, string By)
{
    /// <summary>What else its decision depends on.</summary>
    public HashSet<Guid> Others { get; } = [];

    public TaskCompletionSource<DecisionResult<ActivitySeats>[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
