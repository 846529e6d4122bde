using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Relay;
using Contract = BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    public static Publications Map { get; } = new Publications()
        .On<ActivityReleased>(fact => new Contract.ActivityReleased(fact.Data.Activity.AsOf(fact.Version)))
        .On<ActivityChanged>(fact => new Contract.ActivityChanged(fact.Data.Activity.AsOf(fact.Version)))
        .On<ActivityCancelled>(fact => fact.Data.Activity is { } known
            ? new Contract.ActivityCancelled(known.AsOf(fact.Version), fact.Data.Reason)
            : null)
        .On<ActivityCompleted>(fact => new Contract.ActivityCompleted(fact.Data.Activity.AsOf(fact.Version)))
        .On<ProgrammeReleased>(fact => new Contract.ProgrammeReleased(
            fact.Data.EditionId,
            fact.Data.EditionSlug,
            fact.Data.EditionName,
            fact.Data.Version,
            fact.Data.At,
            fact.Data.Note,
            fact.Data.Changes
                .Select(change => new Contract.ProgrammeChange(change.Activity.AsOf(change.ActivityVersion), change.Kinds, change.Before))
                .ToList()));
}
