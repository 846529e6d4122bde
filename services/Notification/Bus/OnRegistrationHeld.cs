using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Holds;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.SignIn;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Somebody has to confirm their address, within minutes: the letter goes out now. It is no notification: its link is stored nowhere, and
/// what cannot be delivered soon is asked for again.
/// </summary>
public sealed class OnRegistrationHeld(IDocumentSession session, HoldLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<RegistrationHeld>
{
    public async Task Consume(ConsumeContext<RegistrationHeld> context)
    {
        var held = context.Message;
        if (held.Until <= clock.GetUtcNow())
        {
            return;
        }

        var known = await session.LoadManyAsync<KnownActivity>(context.CancellationToken, [held.ActivityId.Value, .. (held.Others ?? []).Select(other => other.Value)]);
        var letter = letters.Confirm(held, context.MessageId!.Value, [.. known.Select(each => each.Activity).OrderBy(activity => activity.StartsAt)], clock.GetUtcNow());
        await mail.TrySendAsync(letter, held.Until, context.CancellationToken);
    }
}

/// <summary>What fails is thrown away: dead letters are kept in the store, where no such link may be.</summary>
public sealed class HoldsAreNoDeadLetters : ConsumerDefinition<OnRegistrationHeld>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnRegistrationHeld> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.DiscardFaultedMessages();
}
