using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using UUIDNext;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Answers;

public sealed class MigratingAnswers
{
    private static readonly Guid Streams = new("2c0f5f5e-9d0c-4a63-b1b0-6a4a6b0b4e58");

    [Fact]
    public async Task Answers_from_before_there_was_a_box_are_put_into_it_and_taken_out_of_the_events()
    {
        await using var service = await RunningService.StartAsync<Program>(
            "feedback", new Dictionary<string, string?> { ["Feedback:Box:Every"] = "00:00:00.2" });
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        for (var i = 0; i < 14; i++)
        {
            await service.Bus.PublishAsync(new AttendanceRecorded(RegistrationId.New(), activity, edition, 1, true, false, DateTimeOffset.UtcNow, i + 1));
        }

        await service.Bus.PublishAsync(new ActivityCompleted(new ActivityState(
            activity, edition, $"e-{edition}", ActivityKind.Seminar, ActivityStatus.Completed, new LocalizedText("Aktivitet"), null,
            DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 50, null, "sv", [], null, null, null, 0, 3)));
        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<AttendeeInvited>().Count == 14));
        await using (var session = service.Store.LightweightSession())
        {
            foreach (var invited in service.Bus.Heards<AttendeeInvited>())
            {
                session.Events.StartStream(
                    Uuid.NewNameBased(Streams, LinkToken.HashOf(invited.Token)),
                    new SurveyAnswered(invited.SurveyId, activity, edition, new Dictionary<string, int> { ["overall"] = 3 }, "unikt gammalt", DateTimeOffset.UtcNow),
                    new AnswerChanged(new Dictionary<string, int> { ["overall"] = 9 }, "unikt ändrat", DateTimeOffset.UtcNow));
            }

            await session.SaveChangesAsync();
        }

        // Two instances start with the new version.
        await using var second = await service.StartAnotherAsync<Program>(new Dictionary<string, string?> { ["Feedback:Box:Every"] = "00:00:00.2" });
        await using var third = await service.StartAnotherAsync<Program>(new Dictionary<string, string?> { ["Feedback:Box:Every"] = "00:00:00.2" });
        await service.As(Roles.Organiser).PostAsync($"/api/v1/activities/{activity}/survey/close", null);

        await using var reads = service.Store.QuerySession();
        var result = await Eventually.ValueAsync(
            async () => await reads.LoadAsync<GroupResult>(Group.Of(activity).IdIn(edition)) is { Answered: 14 } counted ? counted : null);
        (result.Invited, result.Answers["overall"]["9"]).ShouldBe((14, 14));
        await Eventually.TrueAsync(async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(service.ConnectionString);
            await connection.OpenAsync();
            await using var count = new Npgsql.NpgsqlCommand(
                "select count(*) from mt_events where type in ('survey_answered', 'answer_changed') and data::text like '%unikt%'", connection);
            return await count.ExecuteScalarAsync() is 0L;
        });
        (await reads.Events.FetchStreamAsync(activity.Value)).Select(each => each.Data).OfType<GroupsInvited>().Sum(each => each.Groups[0].Invited).ShouldBe(14);
    }
}
