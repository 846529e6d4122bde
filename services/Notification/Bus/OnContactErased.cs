using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Privacy;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A person asked to be forgotten: what is known of them is masked, and nothing more is sent to them.</summary>
public sealed class OnContactErased(Erasure erasure) : IConsumer<ContactErased>
{
    public Task Consume(ConsumeContext<ContactErased> context) =>
        erasure.EraseAsync(context.Message.ContactId, context.Message.Registrations, context.Message.ErasedAt, context.CancellationToken);
}
