using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody waits for more seats than the activity has now.</summary>
public sealed class OnRegistrationTooLarge(Registrations registrations) : IConsumer<RegistrationTooLarge>
{
    public Task Consume(ConsumeContext<RegistrationTooLarge> context) =>
        registrations.NotifyAsync(context, context.Message.Registration, booking =>
            new TooLargeContent(context.Message.Registration.ActivityId, booking, context.Message.Capacity));
}
