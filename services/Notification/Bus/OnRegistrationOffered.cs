using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Seats are kept for somebody who waited.</summary>
public sealed class OnRegistrationOffered(Registrations registrations) : IConsumer<RegistrationOffered>
{
    public Task Consume(ConsumeContext<RegistrationOffered> context) =>
        registrations.TellAsync(context, context.Message.Registration, booking =>
            new OfferContent(context.Message.Registration.ActivityId, booking, context.Message.Until));
}
