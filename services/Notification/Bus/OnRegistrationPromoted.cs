using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody who waited has seats now.</summary>
public sealed class OnRegistrationPromoted(Registrations registrations) : IConsumer<RegistrationPromoted>
{
    public Task Consume(ConsumeContext<RegistrationPromoted> context) =>
        registrations.TellAsync(context, NotificationKind.Promotion, context.Message.Registration);
}
