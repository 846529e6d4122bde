namespace BusinessFocus.Contracts.Operations;

/// <summary>How many messages a service could not deal with, and keeps until an operator has retried or discarded them.</summary>
/// <param name="Service">For instance "feedback".</param>
/// <param name="Waiting">How many there are.</param>
/// <param name="OldestAt">UTC: since when the oldest of them waits; null where none does.</param>
/// <param name="At">UTC: when it was counted.</param>
/// <param name="Version">Of the service's count: a receiver ignores an older one than it has.</param>
public sealed record DeadLettersCounted(string Service, int Waiting, DateTimeOffset? OldestAt, DateTimeOffset At, long Version);
