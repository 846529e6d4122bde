using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody waits in line, and is told which place.</summary>
public sealed class OnRegistrationWaitlisted(Registrations registrations) : IConsumer<RegistrationWaitlisted>
{
    public Task Consume(ConsumeContext<RegistrationWaitlisted> context) =>
        registrations.NotifyAsync(context, NotificationKind.Waitlisted, context.Message.Registration);
}
