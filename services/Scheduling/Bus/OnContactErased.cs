using BusinessFocus.Contracts.Registration;
using BusinessFocus.Scheduling.Visits;
using MassTransit;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>A person asked to be forgotten.</summary>
public sealed class OnContactErased(ForgetVisitContact forget) : IConsumer<ContactErased>
{
    public Task Consume(ConsumeContext<ContactErased> context) => forget.ForgetAsync(context.Message.ContactId, context.CancellationToken);
}
