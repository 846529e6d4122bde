using BusinessFocus.Hosting.Bus;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.SignIn;

/// <summary>
/// Mail that goes past the delivery worker: at once, over a connection of its own, whatever waits, and without a notification in the store. For
/// what belongs to signing in, or to confirming an address, which is little and in a hurry. While e-mail is paused it waits as all others do.
/// </summary>
public sealed partial class DirectMail(EmailChannel email, PausedChannels paused, BusStop stop, TimeProvider clock, ILogger<DirectMail> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly DeliveryResult ChannelIsPaused = new(DeliveryOutcome.TryLater, "The channel is paused.");

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
            var answer = await paused.IsPausedAsync(Channels.Email, cancellationToken)
                ? ChannelIsPaused
                : await HandOverAsync(letter(clock.GetUtcNow()), cancellationToken);
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

    /// <summary>While the channel is paused it waits, however long: at a stop the message goes back to its queue.</summary>
    /// <exception cref="InvalidOperationException">The server did not take it.</exception>
    public async Task SendAsync(RenderedMessage letter, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        while (await paused.IsPausedAsync(Channels.Email, end.Token))
        {
            await Task.Delay(Pause, clock, end.Token);
        }

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
