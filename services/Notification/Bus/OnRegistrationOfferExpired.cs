using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody did not take the offered seats in time.</summary>
public sealed class OnRegistrationOfferExpired(Registrations registrations) : IConsumer<RegistrationOfferExpired>
{
    public Task Consume(ConsumeContext<RegistrationOfferExpired> context) =>
        registrations.TellAsync(context, NotificationKind.OfferExpired, context.Message.Registration);
}
