using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// A registration ended. When its activity was cancelled this is what tells of it too, so that each person hears it once; of several conversations that
/// were cancelled in one step the first one's message brings the letter.
/// </summary>
public sealed class OnRegistrationCancelled(Registrations registrations) : IConsumer<RegistrationCancelled>
{
    public Task Consume(ConsumeContext<RegistrationCancelled> context)
    {
        var (registration, chain) = (context.Message.Registration, context.Message.Chain);
        var cancelled = new Cancelled(
            context.Message.By,
            context.Message.Message,
            context.Message.Alternatives?.Select(kept => new Alternative(kept.ActivityId, kept.ChooseToken, kept.Until)).ToList());
        return registrations.NotifyAsync(
            context,
            registration,
            booking => BookedChain.Of(chain) is { } all
                ? new ChainCancelledContent(registration.ActivityId, booking, all, cancelled)
                : new CancellationContent(registration.ActivityId, booking, cancelled),
            chain is { Places: null } ? SuppressedBecause.ToldTogether : null);
    }
}
