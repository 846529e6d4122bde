using BusinessFocus.Contracts.Identity;
using BusinessFocus.Notifications.SignIn;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody's passkeys are others now: they are told, in case it was not them. A mail server that is away makes it a dead letter, which an operator tries again.</summary>
public sealed class OnPasskeyChanged(SignInLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<PasskeyChanged>
{
    public Task Consume(ConsumeContext<PasskeyChanged> context) =>
        mail.SendAsync(letters.Passkey(context.Message, context.MessageId!.Value, clock.GetUtcNow()), context.CancellationToken);
}
