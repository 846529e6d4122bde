using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody has another number of seats.</summary>
public sealed class OnRegistrationResized(Registrations registrations) : IConsumer<RegistrationResized>
{
    public Task Consume(ConsumeContext<RegistrationResized> context) =>
        registrations.TellAsync(context, context.Message.Registration, booking =>
            new ResizedContent(context.Message.Registration.ActivityId, booking, context.Message.SeatsBefore));
}
