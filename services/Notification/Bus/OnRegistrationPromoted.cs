using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody who waited has seats now.</summary>
public sealed class OnRegistrationPromoted(Registrations registrations) : IConsumer<RegistrationPromoted>
{
    public Task Consume(ConsumeContext<RegistrationPromoted> context) =>
        registrations.NotifyAsync(context, NotificationKind.Promotion, context.Message.Registration);
}
