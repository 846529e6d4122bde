using BusinessFocus.Contracts.Feedback;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Of this only webhooks are told: see <see cref="TellWebhooks{T}"/>.</summary>
public sealed class OnSurveyOpened : IConsumer<SurveyOpened>
{
    public Task Consume(ConsumeContext<SurveyOpened> context) => Task.CompletedTask;
}
