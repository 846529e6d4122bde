using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>The service itself, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class RunningTheService(RunningTheService.Running running) : IClassFixture<RunningTheService.Running>
{
    private static readonly object Answers = new { overall = 8, expectations = 8, ideal = 8, recommend = 10, climate = 5, comment = "Mer sådant! 👏" };

    private RunningService Service => running.Service;

    [Fact]
    public async Task Seven_answers_are_counted_when_fourteen_are_in_the_box_and_the_rest_when_it_is_closed()
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        var tokens = await InviteAsync(activity, edition, attendees: 16);
        foreach (var token in tokens.Take(15))
        {
            (await AnswerAsync(token, Answers)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        await Eventually.TrueAsync(() => Task.FromResult(Service.Bus.Heards<ResponseGiven>().Count(given => given.ActivityId == activity) == 15));
        var some = await Eventually.ValueAsync(async () => (await ReportAsync(edition))["total"] is { } total && total["answered"] is not null ? total : null);
        some["answered"]!.GetValue<int>().ShouldBeInRange(7, 8);

        (await Service.As(Roles.Organiser).PostAsync($"/api/v1/activities/{activity}/survey/close", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync(tokens[15], Answers)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var all = await Eventually.ValueAsync(async () => (await ReportAsync(edition))["total"] is { } total && total["answered"]?.GetValue<int>() == 15 ? total : null);
        (all["invited"]!.GetValue<int>(), all["nki"]!.GetValue<double>()).ShouldBe((16, 77.8));
    }

    [Fact]
    public async Task A_link_used_twice_changes_the_answer_and_does_not_double_it()
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        var tokens = await InviteAsync(activity, edition, attendees: 7);
        foreach (var token in tokens)
        {
            (await AnswerAsync(token, Answers)).StatusCode.ShouldBe(HttpStatusCode.Created);
            (await AnswerAsync(token, new { overall = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await AnswerAsync(token, new { overall = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await Service.As(Roles.Organiser).PostAsync($"/api/v1/activities/{activity}/survey/close", null);

        await using var reads = Service.Store.QuerySession();
        var result = await Eventually.ValueAsync(
            async () => await reads.LoadAsync<Feedback.Results.GroupResult>(Groups.Group.Of(activity).IdIn(edition)) is { Answered: 7 } counted ? counted : null);
        result.Answers.ShouldHaveSingleItem().Value.ShouldBe(new Dictionary<string, int> { ["1"] = 7 });
    }

    [Fact]
    public async Task Answers_off_the_scale_and_forged_links_are_refused_and_nothing_is_stored()
    {
        var edition = EditionId.New();
        var token = (await InviteAsync(ActivityId.New(), edition, attendees: 1)).Single();

        var answer = await AnswerAsync(token, new { overall = 11, recommend = -1, climate = 3.5, what = 1, comment = new string('x', 4001) });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key)
            .ShouldBe(["answers.overall", "answers.recommend", "answers.climate", "answers.what", "answers.comment"], ignoreOrder: true);
        (await AnswerAsync(token[..^1] + "x", Answers)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/surveys/{token}"))!["answered"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Who_wants_to_be_contacted_opens_one_case_that_is_taken_and_closed()
    {
        var edition = EditionId.New();
        var token = (await InviteAsync(ActivityId.New(), edition, attendees: 1)).Single();
        var wish = new { answers = Answers, followUp = new { topic = "bygglov", message = "Ring mig" } };
        await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", wish);
        await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", wish);

        var asked = await Service.Bus.NextAsync<FollowUpRequested>(each => each.EditionId == edition);
        var organiser = Service.As(Roles.Organiser);
        (await organiser.PostAsync($"/api/v1/follow-ups/{asked.FollowUpId}/take", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Service.As(Roles.Organiser, "another").PostAsync($"/api/v1/follow-ups/{asked.FollowUpId}/take", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var closed = await organiser.PostAsJsonAsync($"/api/v1/follow-ups/{asked.FollowUpId}/close", new { answer = "Vi har pratats vid" });
        closed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == asked.FollowUpId)).Answer.ShouldBe("Vi har pratats vid");
    }

    [Fact]
    public async Task What_somebody_said_who_is_forgotten_is_gone_from_events_and_documents()
    {
        var edition = EditionId.New();
        var token = (await InviteAsync(ActivityId.New(), edition, attendees: 1)).Single();
        await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", new { answers = Answers, followUp = new { topic = "bygglov", message = "Ring unika mig" } });
        var asked = await Service.Bus.NextAsync<FollowUpRequested>(each => each.EditionId == edition);
        await using var reads = Service.Store.QuerySession();
        var registration = (await Marten.QueryableExtensions.FirstAsync(reads.Query<FollowUps.FollowUp>().Where(each => each.Id == asked.FollowUpId.Value))).RegistrationId;

        await Service.Bus.PublishAsync(new ContactErased(ContactId.New(), [registration], DateTimeOffset.UtcNow));

        await Eventually.TrueAsync(async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
            await connection.OpenAsync();
            await using var count = new Npgsql.NpgsqlCommand(
                "select (select count(*) from mt_events where data::text like '%unika mig%') + (select count(*) from mt_doc_followup where data::text like '%unika mig%')", connection);
            return await count.ExecuteScalarAsync() is 0L;
        });
        (await Service.As(Roles.Organiser).PostAsync($"/api/v1/follow-ups/{asked.FollowUpId}/take", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task All_who_are_checked_in_at_once_are_invited_and_none_of_the_messages_is_given_up()
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        await CompleteAsync(activity, edition);
        var came = Enumerable.Range(0, 150).Select(_ => RegistrationId.New()).ToList();

        await Task.WhenAll(came.Select((registration, i) => Service.Bus.PublishAsync(
            new AttendanceRecorded(registration, activity, edition, 1, true, false, DateTimeOffset.UtcNow, i + 1))));

        await Eventually.TrueAsync(() => Task.FromResult(Invited().Count >= came.Count));
        Invited().ShouldBe(came, ignoreOrder: true);

        List<RegistrationId> Invited() => [.. Service.Bus.Heards<AttendeeInvited>().Where(each => each.ActivityId == activity).Select(each => each.RegistrationId)];
    }

    [Fact]
    public async Task A_message_that_comes_twice_invites_once()
    {
        var (activity, edition, registration) = (ActivityId.New(), EditionId.New(), RegistrationId.New());
        await CompleteAsync(activity, edition);
        var attendance = new AttendanceRecorded(registration, activity, edition, 1, true, false, DateTimeOffset.UtcNow, 7);
        var messageId = Guid.NewGuid();
        await Service.Bus.PublishAsync(attendance, messageId);
        await Service.Bus.PublishAsync(attendance, messageId);
        await Service.Bus.PublishAsync(attendance);

        await Service.Bus.NextAsync<AttendeeInvited>(each => each.RegistrationId == registration);
        await Eventually.TrueAsync(async () => (await Servers.Current.QueuesAsync(Service.VirtualHost)).Values.All(waiting => waiting == 0));
        Service.Bus.Heards<AttendeeInvited>().Count(each => each.RegistrationId == registration).ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_not_answered_is_reminded_once_by_one_of_several_instances()
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        var tokens = await InviteAsync(activity, edition, attendees: 3);
        (await AnswerAsync(tokens[0], Answers)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(12));
        var instances = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Service.StartAnotherAsync<Program>(
            configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)))));
        try
        {
            await Eventually.TrueAsync(() =>
            {
                // What looks for reminders is woken each minute of this clock.
                clock.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(Reminded().Count >= 2);
            });

            Reminded().Select(reminded => reminded.Token).ShouldBe(tokens[1..], ignoreOrder: true);
            await using var reads = Service.Store.QuerySession();
            var course = (await reads.Events.FetchStreamAsync(activity.Value)).Select(each => each.Data).ToList();
            course.OfType<Feedback.Surveys.RemindersWereSent>().Count().ShouldBe(1);
            course.OfType<Feedback.Surveys.AttendeeWasReminded>().Count().ShouldBe(2);
        }
        finally
        {
            foreach (var instance in instances)
            {
                await instance.DisposeAsync();
            }
        }

        List<AttendeeReminded> Reminded() => Service.Bus.Heards<AttendeeReminded>().Where(reminded => reminded.ActivityId == activity).ToList();
    }

    [Fact]
    public async Task A_survey_is_withdrawn_when_its_activity_had_not_taken_place_and_opens_again_when_it_has()
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        var first = (await InviteAsync(activity, edition, attendees: 1)).Single();
        (await Service.Http.GetAsync($"/api/v1/surveys/{first}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Service.Bus.PublishAsync(new ActivityReopened(Told(activity, edition, ActivityStatus.Released, 4), "Fel dag"));

        (await Service.Bus.NextAsync<SurveyWithdrawn>(each => each.ActivityId == activity)).EditionId.ShouldBe(edition);
        (await Service.Http.GetAsync($"/api/v1/surveys/{first}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AnswerAsync(first, Answers)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await Service.Bus.PublishAsync(new ActivityCompleted(Told(activity, edition, ActivityStatus.Completed, 5)));
        var again = await Service.Bus.NextAsync<AttendeeInvited>(each => each.ActivityId == activity && each.Token != first);
        (await AnswerAsync(again.Token, Answers)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await Service.Bus.PublishAsync(new ActivityReopened(Told(activity, edition, ActivityStatus.Released, 6), null));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = Service.Store.QuerySession();
            return (await reads.LoadAsync<Feedback.Surveys.Survey>(activity.Value))!.Facts!.SourceVersion == 6;
        });
        (await AnswerAsync(again.Token, new { overall = 3 })).StatusCode.ShouldBe(HttpStatusCode.OK, "somebody had answered");
        Service.Bus.Heards<SurveyWithdrawn>().Count(each => each.ActivityId == activity).ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"answers\": {\"overall\": 8}, \"followUp\": {\"topic\": \"by\\u0000gg\"}}")]
    [InlineData("{\"answers\": {\"overall\": 8}, \"followUp\": {\"message\": \"\\u0007\"}}")]
    public async Task What_is_asked_with_an_answer_is_text(string body)
    {
        var token = (await InviteAsync(ActivityId.New(), EditionId.New(), attendees: 1)).Single();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        (await Service.Http.PostAsync($"/api/v1/surveys/{token}", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public Task The_interface_is_as_announced() => OpenApiContract.ShouldBeAnnouncedAsync(Service, "feedback");

    [Fact]
    public void Every_request_is_checked() => CheckedRequests.ShouldBeAll(Service.Services, "importAnswers", "importOfficialFigures");

    /// <summary>An area has the mailbox of a department.</summary>
    [Fact]
    public void What_staff_do_about_people_is_audited() =>
        AuditedCalls.ShouldBeAll(Service.Services, "askToReopenFollowUp", "reopenFollowUpByForm", "listFollowUpAreas", "setFollowUpArea");

    private async Task<List<string>> InviteAsync(ActivityId activity, EditionId edition, int attendees)
    {
        for (var i = 0; i < attendees; i++)
        {
            await Service.Bus.PublishAsync(new AttendanceRecorded(RegistrationId.New(), activity, edition, 1, true, false, DateTimeOffset.UtcNow, i + 1));
        }

        await CompleteAsync(activity, edition);
        await Eventually.TrueAsync(() => Task.FromResult(Invitations().Count == attendees));
        return Invitations();

        List<string> Invitations() =>
            Service.Bus.Heards<AttendeeInvited>().Where(invited => invited.ActivityId == activity).Select(invited => invited.Token).ToList();
    }

    private Task CompleteAsync(ActivityId activity, EditionId edition) =>
        Service.Bus.PublishAsync(new ActivityCompleted(Told(activity, edition, ActivityStatus.Completed, 3)));

    private static ActivityState Told(ActivityId activity, EditionId edition, ActivityStatus status, long version) => new(
        activity, edition, $"e-{edition}", ActivityKind.Seminar, status, new LocalizedText("Seminarium", "Seminar"), null,
        DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 50, null, "sv", ["bygglov"], null, null, null, 0, version);

    private Task<HttpResponseMessage> AnswerAsync(string token, object answers) =>
        Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", new { answers });

    private async Task<JsonNode> ReportAsync(EditionId edition) =>
        (await Service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/report"))!;

    public sealed class Running : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>(
            "feedback", new Dictionary<string, string?> { ["Feedback:Box:Every"] = "00:00:00.2" });

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
