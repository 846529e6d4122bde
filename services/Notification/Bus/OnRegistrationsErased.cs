using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Privacy;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>An edition's people have been kept long enough: what is known of these registrations is masked.</summary>
public sealed class OnRegistrationsErased(Erasure erasure) : IConsumer<RegistrationsErased>
{
    public Task Consume(ConsumeContext<RegistrationsErased> context) =>
        erasure.EraseAsync(context.Message.Registrations, context.Message.ActivityId, context.CancellationToken);
}
