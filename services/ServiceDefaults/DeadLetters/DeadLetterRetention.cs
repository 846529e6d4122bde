using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Consumers;
using Marten;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>Once an hour: destroys what nobody decided on for as long as a repeat of it would be known, and forgets old decisions.</summary>
public sealed partial class DeadLetterRetention(IDocumentStore store, DeadLetterQueues queues, TimeProvider clock, ILogger<DeadLetterRetention> log)
    : PollingService(clock, TimeSpan.FromHours(1))
{
    /// <summary>What was decided, by whom and why.</summary>
    private static readonly TimeSpan DecisionsKept = TimeSpan.FromDays(365);

    protected override Task PollAsync(CancellationToken cancellationToken) => ExpireAsync(cancellationToken);

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var (lettersBefore, decisionsBefore, subjectsBefore) = (now - ConsumedMessage.Kept, now - DecisionsKept, now - ForgottenSubject.Kept);
        await using var session = store.LightweightSession();
        await session.HoldDeadLettersAsync(cancellationToken);
        var old = await session.Query<DeadLetter>()
            .Where(letter => letter.State == DeadLetterState.Waiting && letter.FailedAt < lettersBefore)
            .ToListAsync(cancellationToken);
        await session.StoreDeadLettersAsync(queues.Service, [.. old.Select(letter => letter.Expire(now))], now, cancellationToken);
        session.DeleteWhere<DeadLetter>(letter => letter.State != DeadLetterState.Waiting && letter.FailedAt < decisionsBefore);
        session.DeleteWhere<ForgottenSubject>(subject => subject.At < subjectsBefore);
        await session.SaveChangesAsync(cancellationToken);
        foreach (var letter in old)
        {
            LogExpired(log, letter.MessageType, letter.Queue, letter.Id);
        }
    }

    [LoggerMessage(LogLevel.Error, "Nobody decided on {Message} of {Queue}, the dead letter {DeadLetter}, in time: it is destroyed")]
    private static partial void LogExpired(ILogger logger, string message, string queue, Guid deadLetter);

    [LoggerMessage(LogLevel.Warning, "Old dead letters could not be looked for; it is tried again in an hour")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
