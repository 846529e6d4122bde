using BusinessFocus.Contracts.Registration;
using BusinessFocus.ServiceDefaults.Relay;
using MassTransit;

namespace BusinessFocus.Registration.Members;

/// <summary>Hands codes to the bus, which Notification mails: they stand in no store.</summary>
public sealed partial class MailMembershipCodes(IBus bus, TimeProvider clock, ILogger<MailMembershipCodes> log)
    : UnstoredMessages<MembershipCodeRequested, MembershipCodeRequested>(bus, "membership code")
{
    public void Send(MembershipCodeRequested code) => Add(code);

    protected override ValueTask<MembershipCodeRequested?> MessageOfAsync(MembershipCodeRequested asked, CancellationToken cancellationToken) => new(asked);

    protected override Guid IdOf(MembershipCodeRequested message) => message.CodeId;

    protected override TimeSpan TimeLeftOf(MembershipCodeRequested message) => message.ExpiresAt - clock.GetUtcNow();

    protected override void LogLost(string reason) => LogLost(log, reason);

    [LoggerMessage(LogLevel.Warning, "A membership code could not be handed to the bus, and is not sent: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
