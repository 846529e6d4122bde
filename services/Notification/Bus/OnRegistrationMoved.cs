using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody went to another activity: one message takes the old one from the calendar and brings the new one.</summary>
public sealed class OnRegistrationMoved(Registrations registrations) : IConsumer<RegistrationMoved>
{
    public Task Consume(ConsumeContext<RegistrationMoved> context) =>
        registrations.NotifyAsync(context, context.Message.Registration, booking =>
            new MovedContent(context.Message.Registration.ActivityId, booking, new MovedFrom(context.Message.From, context.Message.FromRegistrationId)));
}
