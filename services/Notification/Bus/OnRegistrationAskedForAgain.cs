using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Holds;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.SignIn;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody typed the address of who is registered already: its owner hears of it, and nobody else. Late, it is no news.</summary>
public sealed class OnRegistrationAskedForAgain(IDocumentSession session, HoldLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<RegistrationAskedForAgain>
{
    private static readonly TimeSpan News = TimeSpan.FromMinutes(15);

    public async Task Consume(ConsumeContext<RegistrationAskedForAgain> context)
    {
        var again = context.Message;
        if (again.At + News <= clock.GetUtcNow()
            || await session.IsForgottenAsync(again.Contact.Id, again.Contact.Email, again.At, context.CancellationToken))
        {
            return;
        }

        var known = await session.LoadAsync<KnownActivity>(again.ActivityId.Value, context.CancellationToken);
        await mail.TrySendAsync(
            now => letters.AskedForAgain(again, context.MessageId!.Value, known is null ? [] : [known.Activity], now), again.At + News, context.CancellationToken);
    }
}

/// <summary>What fails is thrown away: it is a hint.</summary>
public sealed class HintsAreNoDeadLetters : ConsumerDefinition<OnRegistrationAskedForAgain>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnRegistrationAskedForAgain> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.TakeManyAtOnce();
    }
}
