using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.FollowUps;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>A person asked to be forgotten.</summary>
public sealed class OnContactErased(ForgetFollowUps followUps, ForgetResponses responses) : IConsumer<ContactErased>
{
    public async Task Consume(ConsumeContext<ContactErased> context)
    {
        await followUps.ForgetAsync(context.Message.Registrations, context.CancellationToken);
        await responses.ForgetAsync(context.Message.Registrations, context.CancellationToken);
    }
}
