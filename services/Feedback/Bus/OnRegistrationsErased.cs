using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.FollowUps;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>An edition's people have been kept long enough.</summary>
public sealed class OnRegistrationsErased(ForgetFollowUps forget) : IConsumer<RegistrationsErased>
{
    public Task Consume(ConsumeContext<RegistrationsErased> context) => forget.ForgetAsync(context.Message.Registrations, context.CancellationToken);
}
