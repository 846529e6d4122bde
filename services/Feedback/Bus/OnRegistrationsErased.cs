using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.FollowUps;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>An edition's people have been kept long enough.</summary>
public sealed class OnRegistrationsErased(ForgetFollowUps followUps, ForgetResponses responses) : IConsumer<RegistrationsErased>
{
    public async Task Consume(ConsumeContext<RegistrationsErased> context)
    {
        await followUps.ForgetAsync(context.Message.Registrations, context.CancellationToken);
        await responses.ForgetAsync(context.Message.Registrations, context.CancellationToken);
    }
}
