using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody came, or was taken back: an organiser can write to those who came, and to those who did not.</summary>
public sealed class OnAttendanceRecorded(IDocumentSession session, KnownFacts facts) : IConsumer<AttendanceRecorded>
{
    public async Task Consume(ConsumeContext<AttendanceRecorded> context)
    {
        var (attendance, id) = (context.Message, context.Message.RegistrationId.Value);
        await session.HoldAsync([], [id], context.CancellationToken);
        await facts.Want<KnownRegistration>(id).FetchAsync(context.CancellationToken);
        facts.Learn(KnownRegistration.LearnAttendance(facts.Find<KnownRegistration>(id), attendance));
    }
}
