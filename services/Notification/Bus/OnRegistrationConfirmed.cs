using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody has seats: confirmation, calendar invitation and ticket.</summary>
public sealed class OnRegistrationConfirmed(Registrations registrations) : IConsumer<RegistrationConfirmed>
{
    public Task Consume(ConsumeContext<RegistrationConfirmed> context) =>
        registrations.NotifyAsync(context, NotificationKind.Confirmation, context.Message.Registration);
}
