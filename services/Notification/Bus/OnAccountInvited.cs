using BusinessFocus.Contracts.Identity;
using BusinessFocus.Notifications.SignIn;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody has an account: they are told where to sign in. A mail server that is away makes it a dead letter, which an operator tries again.</summary>
public sealed class OnAccountInvited(SignInLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<AccountInvited>
{
    public Task Consume(ConsumeContext<AccountInvited> context) =>
        mail.SendAsync(letters.Invitation(context.Message, context.MessageId!.Value, clock.GetUtcNow()), context.CancellationToken);
}
