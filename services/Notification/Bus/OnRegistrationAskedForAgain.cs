using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Holds;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.SignIn;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody typed the address of who is registered already: its owner hears of it, and nobody else. Late, it is no news.</summary>
public sealed class OnRegistrationAskedForAgain(IDocumentSession session, HoldLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<RegistrationAskedForAgain>
{
    private static readonly TimeSpan News = TimeSpan.FromMinutes(15);

    public async Task Consume(ConsumeContext<RegistrationAskedForAgain> context)
    {
        var (again, now) = (context.Message, clock.GetUtcNow());
        if (again.At + News <= now)
        {
            return;
        }

        var known = await session.LoadAsync<KnownActivity>(again.ActivityId.Value, context.CancellationToken);
        var letter = letters.AskedForAgain(again, context.MessageId!.Value, known is null ? [] : [known.Activity], now);
        await mail.TrySendAsync(letter, again.At + News, context.CancellationToken);
    }
}

/// <summary>What fails is thrown away: it is a hint.</summary>
public sealed class HintsAreNoDeadLetters : ConsumerDefinition<OnRegistrationAskedForAgain>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnRegistrationAskedForAgain> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.DiscardFaultedMessages();
}
