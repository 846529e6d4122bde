using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// Somebody has seats: confirmation, calendar invitation and ticket. Of several conversations that were booked in one step the first one's message
/// brings one letter about all of them, and the others' bring none.
/// </summary>
public sealed class OnRegistrationConfirmed(Registrations registrations) : IConsumer<RegistrationConfirmed>
{
    public Task Consume(ConsumeContext<RegistrationConfirmed> context)
    {
        var (registration, chain) = (context.Message.Registration, context.Message.Chain);
        return registrations.NotifyAsync(
            context,
            registration,
            booking => BookedChain.Of(chain) is { } all
                ? new ChainBookedContent(registration.ActivityId, booking, all)
                : new RegistrationContent(NotificationKind.Confirmation, registration.ActivityId, booking),
            chain is { Places: null } ? SuppressedBecause.ToldTogether : null);
    }
}
