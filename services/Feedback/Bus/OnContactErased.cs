using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.FollowUps;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>A person asked to be forgotten.</summary>
public sealed class OnContactErased(ForgetFollowUps forget) : IConsumer<ContactErased>
{
    public Task Consume(ConsumeContext<ContactErased> context) => forget.ForgetAsync(context.Message.Registrations, context.CancellationToken);
}
