using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.SignIn;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody shows that they belong to a member: as with a code to sign in, it goes out now and is stored nowhere.</summary>
public sealed class OnMembershipCodeRequested(SignInLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<MembershipCodeRequested>
{
    public async Task Consume(ConsumeContext<MembershipCodeRequested> context)
    {
        var code = context.Message;
        if (code.ExpiresAt > clock.GetUtcNow())
        {
            await mail.TrySendAsync(now => letters.MembershipCode(code, now), code.ExpiresAt, context.CancellationToken);
        }
    }
}

/// <summary>What fails is thrown away: dead letters are kept in the store, where no code may be.</summary>
public sealed class MembershipCodesAreNoDeadLetters : ConsumerDefinition<OnMembershipCodeRequested>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnMembershipCodeRequested> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.TakeManyAtOnce();
    }
}
