using BusinessFocus.Contracts.Feedback;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Of this only webhooks are told: see <see cref="TellWebhooks{T}"/>.</summary>
public sealed class OnResponseGiven : IConsumer<ResponseGiven>
{
    public Task Consume(ConsumeContext<ResponseGiven> context) => Task.CompletedTask;
}
