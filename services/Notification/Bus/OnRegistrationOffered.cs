using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Seats are kept for somebody who waited.</summary>
public sealed class OnRegistrationOffered(Registrations registrations) : IConsumer<RegistrationOffered>
{
    public Task Consume(ConsumeContext<RegistrationOffered> context) =>
        registrations.NotifyAsync(context, context.Message.Registration, booking =>
            new OfferContent(context.Message.Registration.ActivityId, booking, context.Message.Until, context.Message.Earlier is { } earlier
                ? new Alternative(earlier.ActivityId, earlier.ChooseToken, earlier.Until)
                : null));
}
