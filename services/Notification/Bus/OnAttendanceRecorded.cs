using BusinessFocus.Contracts.Registration;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Of this only webhooks are told: see <see cref="TellWebhooks{T}"/>.</summary>
public sealed class OnAttendanceRecorded : IConsumer<AttendanceRecorded>
{
    public Task Consume(ConsumeContext<AttendanceRecorded> context) => Task.CompletedTask;
}
