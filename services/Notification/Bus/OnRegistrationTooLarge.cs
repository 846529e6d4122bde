using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody waits for more seats than the activity has now.</summary>
public sealed class OnRegistrationTooLarge(Registrations registrations) : IConsumer<RegistrationTooLarge>
{
    public Task Consume(ConsumeContext<RegistrationTooLarge> context) =>
        registrations.TellAsync(context, NotificationKind.GroupTooLarge, context.Message.Registration, matter =>
            matter with { Capacity = context.Message.Capacity });
}
