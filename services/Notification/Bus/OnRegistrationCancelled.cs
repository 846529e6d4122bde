using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A registration ended. When its activity was cancelled this is what tells of it too, so that each person hears it once.</summary>
public sealed class OnRegistrationCancelled(Registrations registrations) : IConsumer<RegistrationCancelled>
{
    public Task Consume(ConsumeContext<RegistrationCancelled> context) =>
        registrations.NotifyAsync(context, context.Message.Registration, booking =>
            new CancellationContent(context.Message.Registration.ActivityId, booking, new Cancelled(
                context.Message.By,
                context.Message.Message,
                context.Message.Alternatives?.Select(kept => new Alternative(kept.ActivityId, kept.ChooseToken, kept.Until)).ToList())));
}
