using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody waits for more seats than the activity has now.</summary>
public sealed class OnRegistrationTooLarge(Registrations registrations) : IConsumer<RegistrationTooLarge>
{
    public Task Consume(ConsumeContext<RegistrationTooLarge> context) =>
        registrations.TellAsync(context, context.Message.Registration, booking =>
            new TooLargeContent(context.Message.Registration.ActivityId, booking, context.Message.Capacity));
}
