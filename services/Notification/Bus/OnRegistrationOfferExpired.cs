using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody did not take the offered seats in time.</summary>
public sealed class OnRegistrationOfferExpired(Registrations registrations) : IConsumer<RegistrationOfferExpired>
{
    public Task Consume(ConsumeContext<RegistrationOfferExpired> context) =>
        registrations.NotifyAsync(context, NotificationKind.OfferExpired, context.Message.Registration);
}
