using BusinessFocus.Contracts.Registration;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Of this only webhooks are told: see <see cref="TellWebhooks{T}"/>.</summary>
public sealed class OnMemberListApplied : IConsumer<MemberListApplied>
{
    public Task Consume(ConsumeContext<MemberListApplied> context) => Task.CompletedTask;
}
