using BusinessFocus.Contracts.Identity;
using Marten;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>
/// Somebody of the staff has left: what waits to tell them something, or to say what they are called, is destroyed, so that no operator's retry
/// mails them. Only that: other messages name the account as who did something, and the audit is among them.
/// </summary>
public static class ForgetAccount
{
    private static readonly string[] TheirOwn = [nameof(AccountInvited), nameof(AccountNamed), nameof(PasskeyChanged)];

    public static bool IsTheirOwn(string messageType) => TheirOwn.Contains(messageType);

    /// <summary>In the session's commit.</summary>
    public static async Task ForgetAccountAsync(
        this IDocumentSession session, Guid account, DeadLetterQueues queues, DeadLetterMetrics metrics, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.HoldDeadLettersAsync(cancellationToken);
        var letters = await session.DeadLettersOfAsync([account], cancellationToken);
        await session.StoreDeadLettersAsync(
            queues.Service, [.. letters.Where(letter => IsTheirOwn(letter.MessageType)).Select(letter => letter.Forget(now))], now, cancellationToken);
        metrics.Pulse();
    }
}
