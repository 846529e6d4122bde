using BusinessFocus.Hosting.Bus;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.SignIn;

/// <summary>
/// Mail that goes past the delivery worker: at once, over a connection of its own, whatever waits, and without a notification in the store. For
/// what belongs to signing in, or to confirming an address, which is little and in a hurry.
/// </summary>
public sealed partial class DirectMail(EmailChannel email, BusStop stop, TimeProvider clock, ILogger<DirectMail> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Tries until then: what it says is good for so long, and nobody may be able to ask for it again before. What comes of it is told in
    /// the log, without the letter.
    /// </summary>
    /// <param name="letter">As it is at the time of each attempt: it tells how much time is left.</param>
    public async Task TrySendAsync(Func<DateTimeOffset, RenderedMessage> letter, DateTimeOffset until, CancellationToken cancellationToken)
    {
        // The message is not acknowledged yet: at a stop it goes back to its queue.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        while (true)
        {
            var answer = await HandOverAsync(letter(clock.GetUtcNow()), cancellationToken);
            if (answer.Kind == DeliveryOutcome.Accepted)
            {
                return;
            }

            if (answer.Kind is not (DeliveryOutcome.TryLater or DeliveryOutcome.Unavailable) || clock.GetUtcNow() + Pause >= until)
            {
                LogNotSent(log, answer.Kind, answer.Text);
                return;
            }

            await Task.Delay(Pause, clock, end.Token);
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
