using BusinessFocus.Contracts.Identity;
using BusinessFocus.Notifications.SignIn;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Somebody signs in: the code goes out now. It is no notification: what it says is stored nowhere, no preference and no quiet hour holds it
/// back, and what cannot be delivered while it is good is no dead letter but asked for again.
/// </summary>
public sealed class OnSignInCodeRequested(SignInLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<SignInCodeRequested>
{
    public async Task Consume(ConsumeContext<SignInCodeRequested> context)
    {
        var code = context.Message;
        if (code.ExpiresAt > clock.GetUtcNow())
        {
            await mail.TrySendAsync(now => letters.Code(code, now), code.ExpiresAt, context.CancellationToken);
        }
    }
}

/// <summary>What fails is thrown away: dead letters are kept in the store, where no code may be.</summary>
public sealed class SignInCodesAreNoDeadLetters : ConsumerDefinition<OnSignInCodeRequested>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnSignInCodeRequested> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.TakeManyAtOnce();
    }
}
