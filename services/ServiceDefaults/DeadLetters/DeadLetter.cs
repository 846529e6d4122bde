using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.ServiceDefaults.Consumers;
using Marten;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>A message that a consumer failed of for good, or that nobody consumed.</summary>
/// <param name="Queue">Where it was read, and where a retry puts it again.</param>
/// <param name="Reason">The exception's words, without personal data.</param>
/// <param name="Exception">The exception's type; null where nobody consumed the message.</param>
/// <param name="StackTrace">Without personal data, as it came.</param>
/// <param name="Original">What a retry sends; the message's personal data with it.</param>
public sealed record Failure(
    string Queue, string MessageType, string Reason, string? Exception, string? StackTrace, DateTimeOffset FailedAt, OriginalMessage Original);

/// <summary>A message as the broker had it.</summary>
/// <param name="Headers">Without those that say how it failed.</param>
public sealed record OriginalMessage(
    byte[] Body, string? MessageId, string? CorrelationId, string? ContentType, IReadOnlyDictionary<string, string> Headers);

/// <summary>
/// A message that could not be handled, kept until an operator has decided on it. A document and no stream, because what it
/// carries has to be destroyed: from then on, who did what and why is all that is left.
/// </summary>
public sealed record DeadLetter
{
    /// <summary>Of the queue and the message: the same one that fails again is the same dead letter.</summary>
    public required Guid Id { get; init; }

    public required string Queue { get; init; }

    /// <summary>Without its namespace, for instance "RegistrationConfirmed".</summary>
    public required string MessageType { get; init; }

    public required string Reason { get; init; }

    public string? Exception { get; init; }

    public string? StackTrace { get; init; }

    /// <summary>UTC: when it failed last.</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>How often it came here.</summary>
    public int Failures { get; init; } = 1;

    public DeadLetterState State { get; init; }

    /// <summary>Null once it no longer waits.</summary>
    public OriginalMessage? Original { get; init; }

    /// <summary>Whom and what it is about: the ids that erasures name.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];

    /// <summary>The <c>sub</c> of the operator's token; null while it waits, and where nobody decided.</summary>
    public string? SettledBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Why it was discarded.</summary>
    public string? Why { get; init; }

    /// <summary>It failed, for the first time or again. The broker may bring the same failure twice.</summary>
    /// <param name="isForgotten">Somebody whom it holds was forgotten while it was on its way.</param>
    public static DeadLetter Take(DeadLetter? before, Guid id, Failure failure, IReadOnlyList<Guid> subjects, bool isForgotten, DateTimeOffset now)
    {
        // Not an earlier one: clocks differ, and what failed again on another instance must not be taken for what is known.
        if (before is not null && before.FailedAt == failure.FailedAt)
        {
            return before;
        }

        var taken = new DeadLetter
        {
            Id = id,
            Queue = failure.Queue,
            MessageType = failure.MessageType,
            Reason = failure.Reason,
            Exception = failure.Exception,
            StackTrace = failure.StackTrace,
            FailedAt = failure.FailedAt,
            Failures = (before?.Failures ?? 0) + 1,
            Original = failure.Original,
            Subjects = subjects,
        };
        return isForgotten ? taken.Settle(DeadLetterState.Forgotten, null, null, now) : taken;
    }

    public DeadLetter Retry(string by, DateTimeOffset now) => Settle(DeadLetterState.Retried, by, null, now);

    public DeadLetter Discard(string by, string why, DateTimeOffset now) => Settle(DeadLetterState.Discarded, by, why, now);

    public DeadLetter Forget(DateTimeOffset now) => Settle(DeadLetterState.Forgotten, null, null, now);

    public DeadLetter Expire(DateTimeOffset now) => Settle(DeadLetterState.Expired, null, null, now);

    private DeadLetter Settle(DeadLetterState state, string? by, string? why, DateTimeOffset now) => this with
    {
        State = state,
        Original = null,
        Subjects = [],
        SettledBy = by,
        SettledAt = now,
        Why = why,
    };
}

/// <summary>
/// Somebody or something that was forgotten: what was said of it before, and arrives or fails after the erasure, must not bring it
/// back. Who comes again later is somebody new.
/// </summary>
/// <param name="At">UTC: when this service heard of it.</param>
/// <param name="ErasedAt">UTC: when it was erased; null where it was stored before that was noted.</param>
public sealed record ForgottenSubject(Guid Id, DateTimeOffset At, DateTimeOffset? ErasedAt = null)
{
    /// <summary>As long as a message can be on its way.</summary>
    public static readonly TimeSpan Kept = ConsumedMessage.Kept;

    /// <summary>Longer than any message is tried before it fails.</summary>
    private static readonly TimeSpan Tried = TimeSpan.FromDays(1);

    /// <param name="saidAt">When the person gave what a message tells of them; null where that is not known.</param>
    public bool Covers(DateTimeOffset? saidAt) => saidAt is null || saidAt <= (ErasedAt ?? At);

    /// <summary>A message that failed then was sent before the erasure, or may have been.</summary>
    public bool CoversFailureAt(DateTimeOffset failedAt) => failedAt <= At + Tried;
}

public static class ForgottenPeople
{
    /// <summary>Whether a message tells of a person as they were before they were forgotten.</summary>
    /// <param name="address">The person may have another id by it, of another spelling.</param>
    /// <param name="saidAt">See <see cref="ForgottenSubject.Covers"/>.</param>
    public static async Task<bool> IsForgottenAsync(
        this IQuerySession reads, ContactId contact, string? address, DateTimeOffset? saidAt, CancellationToken cancellationToken)
    {
        Guid[] ids = EmailAddress.TryNormalise(address, out var normalised) ? [contact.Value, ContactIds.Of(normalised).Value] : [contact.Value];
        return (await reads.LoadManyAsync<ForgottenSubject>(cancellationToken, ids)).Any(subject => subject.Covers(saidAt));
    }
}
