using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

public sealed class OnAttendanceRecorded(IDocumentSession session, TimeProvider clock) : IConsumer<AttendanceRecorded>
{
    public async Task Consume(ConsumeContext<AttendanceRecorded> context)
    {
        var attendance = context.Message;
        await session.HoldSurveyAsync(attendance.ActivityId.Value, context.CancellationToken);
        var decided = await session.DecideAsync<Survey>(
            attendance.ActivityId.Value,
            ExpectedVersion.Any,
            survey => Invite.OnAttendance(
                survey, attendance.ActivityId, attendance.RegistrationId, attendance.Present, attendance.IsMember, attendance.Version, LinkToken.New, clock.GetUtcNow(), attendance.CompanySize),
            context.CancellationToken);
        Invitation.StoreFor(session, decided.State, decided.Events);
    }
}
