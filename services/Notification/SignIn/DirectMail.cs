using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.SignIn;

/// <summary>
/// Mail that goes past the delivery worker: at once, over a connection of its own, whatever waits, and without a notification in the store. For
/// what belongs to signing in, or to confirming an address, which is little and in a hurry.
/// </summary>
public sealed partial class DirectMail(EmailChannel email, TimeProvider clock, ILogger<DirectMail> log)
{
    /// <summary>Who waits for a code has asked for another one by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Tries for a minute, at most until then; what comes of it is told in the log, without the letter.</summary>
    public async Task TrySendAsync(RenderedMessage letter, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = until < now + Patience ? until : now + Patience;
        while (true)
        {
            var answer = await HandOverAsync(letter, cancellationToken);
            if (answer.Kind == DeliveryOutcome.Accepted)
            {
                return;
            }

            if (answer.Kind is not (DeliveryOutcome.TryLater or DeliveryOutcome.Unavailable) || clock.GetUtcNow() + Pause >= end)
            {
                LogNotSent(log, answer.Kind, answer.Text);
                return;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <exception cref="InvalidOperationException">The server did not take it.</exception>
    public async Task SendAsync(RenderedMessage letter, CancellationToken cancellationToken)
    {
        var answer = await HandOverAsync(letter, cancellationToken);
        if (answer.Kind != DeliveryOutcome.Accepted)
        {
            throw new InvalidOperationException($"The mail server did not take it: {answer.Kind}, {answer.Text}");
        }
    }

    private async Task<DeliveryResult> HandOverAsync(RenderedMessage letter, CancellationToken cancellationToken)
    {
        await using var connection = email.NewConnection();
        return await connection.HandOverAsync(letter, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "A letter that was in a hurry was not sent: {Kind}, {Answer}")]
    private static partial void LogNotSent(ILogger logger, DeliveryOutcome kind, string answer);
}
