using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Holds;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.SignIn;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Somebody has to confirm their address, within minutes: the letter goes out now. It is no notification: its link is stored nowhere, and
/// what cannot be delivered while the place is kept is asked for again.
/// </summary>
public sealed class OnRegistrationHeld(IDocumentSession session, HoldLetters letters, DirectMail mail, TimeProvider clock) : IConsumer<RegistrationHeld>
{
    /// <summary>So long before its end a place was asked for, at most.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    public async Task Consume(ConsumeContext<RegistrationHeld> context)
    {
        var held = context.Message;
        if (held.Until <= clock.GetUtcNow()
            || await session.IsForgottenAsync(held.Contact.Id, held.Contact.Email, held.Until - Kept, context.CancellationToken))
        {
            return;
        }

        var known = await session.LoadManyAsync<KnownActivity>(context.CancellationToken, [held.ActivityId.Value, .. (held.Others ?? []).Select(other => other.Value)]);
        var (id, activities) = (context.MessageId!.Value, known.Select(each => each.Activity).OrderBy(activity => activity.StartsAt).ToList());
        await mail.TrySendAsync(now => letters.Confirm(held, id, activities, now), held.Until, context.CancellationToken);
    }
}

/// <summary>What fails is thrown away: dead letters are kept in the store, where no such link may be.</summary>
public sealed class HoldsAreNoDeadLetters : ConsumerDefinition<OnRegistrationHeld>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnRegistrationHeld> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.TakeManyAtOnce();
    }
}
