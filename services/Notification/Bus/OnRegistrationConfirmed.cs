using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody has seats: confirmation, calendar invitation and ticket.</summary>
public sealed class OnRegistrationConfirmed(Registrations registrations) : IConsumer<RegistrationConfirmed>
{
    public Task Consume(ConsumeContext<RegistrationConfirmed> context) =>
        registrations.TellAsync(context, NotificationKind.Confirmation, context.Message.Registration);
}
