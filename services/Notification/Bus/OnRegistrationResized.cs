using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody has another number of seats.</summary>
public sealed class OnRegistrationResized(Registrations registrations) : IConsumer<RegistrationResized>
{
    public Task Consume(ConsumeContext<RegistrationResized> context) =>
        registrations.NotifyAsync(context, context.Message.Registration, booking =>
            new ResizedContent(context.Message.Registration.ActivityId, booking, context.Message.SeatsBefore));
}
