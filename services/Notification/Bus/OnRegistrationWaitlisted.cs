using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody waits in line, and is told which place.</summary>
public sealed class OnRegistrationWaitlisted(Registrations registrations) : IConsumer<RegistrationWaitlisted>
{
    public Task Consume(ConsumeContext<RegistrationWaitlisted> context) =>
        registrations.TellAsync(context, NotificationKind.Waitlisted, context.Message.Registration);
}
