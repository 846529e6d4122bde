using BusinessFocus.Contracts.Identity;
using BusinessFocus.ServiceDefaults.Relay;
using MassTransit;

namespace BusinessFocus.Identity.SignIn;

/// <summary>Hands codes to the bus, which Notification mails: they stand in no store.</summary>
public sealed partial class MailCodes(IBus bus, TimeProvider clock, ILogger<MailCodes> log)
    : UnstoredMessages<SignInCodeRequested, SignInCodeRequested>(bus, "sign-in code")
{
    public void Send(SignInCodeRequested code) => Add(code);

    protected override bool IsTooLate(SignInCodeRequested asked) => asked.ExpiresAt <= clock.GetUtcNow();

    protected override ValueTask<SignInCodeRequested?> MessageOfAsync(SignInCodeRequested asked, CancellationToken cancellationToken) => new(asked);

    protected override Guid IdOf(SignInCodeRequested message) => message.SignInId;

    protected override TimeSpan TimeLeftOf(SignInCodeRequested message) => message.ExpiresAt - clock.GetUtcNow();

    protected override void LogLost(string reason) => LogLost(log, reason);

    [LoggerMessage(LogLevel.Warning, "A sign-in code could not be handed to the bus, and is not sent: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
