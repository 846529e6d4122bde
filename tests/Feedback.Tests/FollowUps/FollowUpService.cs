using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>Cases, from the question to the last reminder, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class FollowUpService(FollowUpService.Running running) : IClassFixture<FollowUpService.Running>
{
    private const string Question = "Vad kostar ett bygglov för vår carport?";
    private const string Answered = "Ungefär fyratusen kronor.";

    private readonly HostId eva = HostId.New();
    private readonly string area = $"omrade-{Guid.NewGuid():N}";

    private RunningService Service => running.Service;

    private HttpClient Organiser => Service.As(Roles.Organiser);

    private HttpClient Eva => Service.AsHost(eva.ToString());

    [Fact]
    public async Task A_question_goes_to_the_area_of_its_topic_and_is_answered_closed_and_asked_again()
    {
        await SetAreaAsync();
        var id = await AskAsync(area);

        var requested = await Service.Bus.NextAsync<FollowUpRequested>(each => each.FollowUpId == id);
        (requested.Area!.Key, requested.Area.Email).ShouldBe((area, "bygglov@lerum.example"));
        requested.DueAt.ShouldBe(WorkingDays.EndOf(requested.At, 3));

        await PostAsync(Eva, $"{id}/take");
        await PostAsync(Eva, $"{id}/answer", new { answer = Answered });
        var told = await Service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == id);
        (told.Answer, told.ReopenableUntil).ShouldBe((Answered, told.At.AddDays(30)));
        await PostAsync(Eva, $"{id}/close", new { outcome = "Ringde också" });

        var link = $"{id}/reopen?token={told.ReopenToken}";
        var page = await Service.Http.GetStringAsync(Address(link));
        page.ShouldContain("Öppna ärendet igen");
        page.ShouldNotContain(Question);
        using var form = new FormUrlEncodedContent([new("reason", "Det gällde <carport>")]);
        using var reopened = await Service.Http.PostAsync(Address($"{id}/reopen/form?token={told.ReopenToken}"), form);
        (await reopened.Content.ReadAsStringAsync()).ShouldContain("Ärendet är öppet igen");
        (await Service.Http.GetStringAsync(Address(link))).ShouldContain("Ärendet är öppet igen");
        (await Service.Bus.NextAsync<FollowUpReopened>(each => each.FollowUpId == id)).ShouldSatisfyAllConditions(
            again => again.ByContact.ShouldBeTrue(),
            again => again.Area.Email.ShouldBe("bygglov@lerum.example"));

        var read = (await Eva.GetFromJsonAsync<JsonNode>(Address($"{id}")))!;
        Service.Bus.Heards<FollowUpClosed>().Count(each => each.FollowUpId == id).ShouldBe(1, "what was answered is not told again when it is closed");
        read["followUp"]!["state"]!.GetValue<string>().ShouldBe("open");
        read["history"]!.AsArray().Select(step => (step!["kind"]!.GetValue<string>(), step["text"]?.GetValue<string>())).ShouldBe(
        [
            ("asked", Question), ("taken", null), ("answered", Answered), ("closed", "Ringde också"), ("reopened", "Det gällde <carport>"),
        ]);
    }

    [Fact]
    public async Task The_link_of_an_answer_opens_that_case_and_no_other()
    {
        await SetAreaAsync();
        var (one, other) = (await AskAsync(area), await AskAsync(area));
        foreach (var id in (FollowUpId[])[one, other])
        {
            await PostAsync(Eva, $"{id}/answer", new { answer = Answered });
        }

        var token = (await Service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == one)).ReopenToken;
        var why = new { reason = "Nej" };
        (await Service.Http.PostAsJsonAsync(Address($"{other}/reopen?token={token}"), why)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.Http.PostAsJsonAsync(Address($"{one}/reopen?token={token}x"), why)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.Http.PostAsJsonAsync(Address($"{one}/reopen"), why)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.Http.GetAsync(Address($"{other}/reopen?token={token}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.Http.PostAsJsonAsync(Address($"{one}/reopen?token={token}"), new { reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using (var empty = new FormUrlEncodedContent([]))
        {
            (await Service.Http.PostAsync(Address($"{one}/reopen/form?token={token}"), empty)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await Service.Http.PostAsJsonAsync(Address($"{one}/reopen?token={token}"), why)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StateOfAsync(one), await StateOfAsync(other)).ShouldBe((FollowUpState.Open, FollowUpState.Answered));
    }

    [Fact]
    public async Task A_case_does_not_exist_for_those_whom_it_does_not_concern()
    {
        await SetAreaAsync();
        var id = await AskAsync(area);
        var foreign = Service.AsHost(HostId.New().ToString());
        (string Path, object? Body)[] writes =
        [
            ("take", null), ("answer", new { answer = "Hej" }), ("close", new { outcome = "Hej" }), ("move", new { area }), ("reopen", new { reason = "Hej" }),
        ];

        foreach (var (path, body) in writes)
        {
            foreach (var version in (string[])["*", "\"99\""])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Address($"{id}/{path}")) { Content = JsonContent.Create(body) };
                request.Headers.TryAddWithoutValidation("If-Match", version);
                using var answer = await foreign.SendAsync(request);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
                answer.Headers.ETag.ShouldBeNull();
            }

            (await Service.As(Roles.Association).PostAsJsonAsync(Address($"{id}/{path}"), body)).StatusCode
                .ShouldBe(path == "reopen" ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, path);
            (await Service.Http.PostAsJsonAsync(Address($"{id}/{path}"), body)).StatusCode
                .ShouldBe(path == "reopen" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized, path);
        }

        (await foreign.GetAsync(Address($"{id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var role in (string[])[Roles.Association, Roles.Operator])
        {
            (await Service.As(role).GetAsync(Address($"{id}"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Service.As(role).GetAsync("/api/v1/follow-ups")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Service.As(role).GetAsync("/api/v1/follow-up-areas")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await Service.Http.GetAsync(Address($"{id}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Eva.PutAsJsonAsync($"/api/v1/follow-up-areas/{area}", AreaOf(eva))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ListAsync(foreign, $"area={area}")).ShouldBeEmpty();
        (await ListAsync(Service.As(Roles.Host), $"area={area}")).ShouldBeEmpty("a token that names no host");
        (await ListAsync(Eva, "")).ShouldBe([id]);
        (await ListAsync(Organiser, $"area={area}")).ShouldBe([id]);
        (await Service.Store.QuerySession().Events.FetchStreamAsync(id.Value)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_case_that_goes_to_another_area_is_no_more_for_those_who_had_it()
    {
        await SetAreaAsync();
        var other = $"annat-{Guid.NewGuid():N}"[..30];
        (await Organiser.PutAsJsonAsync($"/api/v1/follow-up-areas/{other}", AreaOf(HostId.New(), "annat@lerum.example"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = await AskAsync(area);

        (await Eva.PostAsJsonAsync(Address($"{id}/move"), new { area = "finns-inte" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await PostAsync(Eva, $"{id}/move", new { area = other });

        (await Eva.GetAsync(Address($"{id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(Eva, "")).ShouldBeEmpty();
        var handed = await Service.Bus.NextAsync<FollowUpHandedOver>(each => each.FollowUpId == id);
        (handed.Area.Email, handed.DueAt).ShouldBe(("annat@lerum.example", (await LoadAsync(id)).DueAt));
    }

    [Fact]
    public async Task Areas_are_set_by_organisers_and_hosts_see_which_there_are()
    {
        using var set = await SetAreaAsync();
        set.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await SetAreaAsync()).Headers.ETag!.Tag.ShouldBe("\"1\"", "the same again");
        using var stale = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/follow-up-areas/{area}") { Content = JsonContent.Create(AreaOf(eva, "ny@lerum.example")) };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        (await Organiser.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var flawed = await Organiser.PutAsJsonAsync($"/api/v1/follow-up-areas/{area}", new { name = new { sv = "" }, email = "nej", hosts = Array.Empty<string>(), daysToAnswer = 0 });
        (await flawed.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["name.sv", "email", "daysToAnswer"], ignoreOrder: true);
        (await Organiser.PutAsJsonAsync("/api/v1/follow-up-areas/a%20b", AreaOf(eva))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var all = (await Organiser.GetFromJsonAsync<JsonArray>("/api/v1/follow-up-areas"))!;
        all[0]!["key"]!.GetValue<string>().ShouldBe("business-office");
        var mine = all.Single(each => each!["key"]!.GetValue<string>() == area)!;
        (mine["email"]!.GetValue<string>(), mine["hosts"]!.AsArray().Count).ShouldBe(("bygglov@lerum.example", 1));
        using var sentBack = await Organiser.PutAsJsonAsync($"/api/v1/follow-up-areas/{area}", mine);
        (sentBack.StatusCode, sentBack.Headers.ETag!.Tag).ShouldBe((HttpStatusCode.OK, "\"1\""));
        JsonNode.DeepEquals(await sentBack.Content.ReadFromJsonAsync<JsonNode>(), mine).ShouldBeTrue();
        var seen = (await Service.AsHost(HostId.New().ToString()).GetFromJsonAsync<JsonArray>("/api/v1/follow-up-areas"))!
            .Single(each => each!["key"]!.GetValue<string>() == area)!;
        (seen["email"], seen["hosts"]!.AsArray().Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Cases_are_found_by_state_area_edition_and_whether_they_are_overdue()
    {
        await SetAreaAsync();
        var edition = EditionId.New();
        var late = await AskAsync(area, DateTimeOffset.UtcNow.AddDays(-30), edition);
        var fresh = await AskAsync(area, edition: edition);
        var done = await AskAsync("nagot-annat", DateTimeOffset.UtcNow.AddDays(-30), edition);
        await PostAsync(Organiser, $"{done}/close", new { answer = Answered });

        (await ListAsync(Organiser, $"edition={edition}")).ShouldBe([late, fresh, done], ignoreOrder: true);
        (await ListAsync(Organiser, $"edition={edition}&overdue=true")).ShouldBe([late]);
        (await ListAsync(Organiser, $"edition={edition}&overdue=false")).ShouldBe([fresh, done], ignoreOrder: true);
        (await ListAsync(Organiser, $"edition={edition}&state=closed")).ShouldBe([done]);
        (await ListAsync(Organiser, $"edition={edition}&area=business-office")).ShouldBe([done]);
        (await ListAsync(Organiser, $"edition={edition}&topic=nagot-annat")).ShouldBe([done], "it is kept as it was asked");

        var asked = (await LoadAsync(late)).RegistrationId;
        (await ListAsync(Organiser, $"registrations={asked},{RegistrationId.New()}")).ShouldBe([late]);
        (await ListAsync(Organiser, $"registrations={asked}&overdue=false")).ShouldBeEmpty();

        (await Organiser.GetAsync("/api/v1/follow-ups?registrations=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Organiser.GetAsync("/api/v1/follow-ups?registrations=")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Organiser.GetAsync("/api/v1/follow-ups?state=99")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await using var reads = Service.Store.QuerySession();
        var figures = await EditionFollowUps.ReadAsync(reads, edition, DateTimeOffset.UtcNow, default);
        figures.Total.ShouldBe(new FollowUpFigures(3, 0, 1, 2, 1, 0, null));
        figures.Areas.Select(each => each.Key).ShouldBe(["business-office", area]);
    }

    [Fact]
    public async Task Of_two_instances_one_reminds_once_before_and_four_times_after_it_fell_due()
    {
        await SetAreaAsync();
        var id = await AskAsync(area);
        var (soon, due) = ((await LoadAsync(id)).RemindAt!.Value, (await LoadAsync(id)).DueAt!.Value);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var instances = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Service.StartAnotherAsync<Program>(
            configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)))));
        try
        {
            await UntilAsync(soon, () => Service.Bus.Heards<FollowUpDueSoon>().Any(each => each.FollowUpId == id));
            for (var reminder = 1; reminder <= ReminderTimes.MostOverdue; reminder++)
            {
                await UntilAsync(reminder == 1 ? due : (await LoadAsync(id)).RemindAt!.Value, () => Overdue(id).Count == reminder);
            }

            // What is found later in the same round shows that nothing more is found of this one.
            var later = await AskAsync(area, clock.GetUtcNow());
            await UntilAsync(clock.GetUtcNow().AddDays(90), () => Overdue(later).Count > 0);

            Overdue(id).Select(each => each.Reminder).ShouldBe([1, 2, 3, 4]);
            await using var reads = Service.Store.QuerySession();
            var course = (await reads.Events.FetchStreamAsync(id.Value)).Select(each => each.Data).ToList();
            (course.OfType<FollowUpCameUp>().Count(), course.OfType<FollowUpFellDue>().Count()).ShouldBe((1, 4));
            Service.Bus.Heards<FollowUpDueSoon>().Count(each => each.FollowUpId == id).ShouldBe(1);
        }
        finally
        {
            foreach (var instance in instances)
            {
                await instance.DisposeAsync();
            }
        }

        List<FollowUpOverdue> Overdue(FollowUpId followUp) => Service.Bus.Heards<FollowUpOverdue>().Where(each => each.FollowUpId == followUp).ToList();

        Task UntilAsync(DateTimeOffset moment, Func<bool> isSo)
        {
            if (clock.GetUtcNow() < moment)
            {
                clock.SetUtcNow(moment);
            }

            return Eventually.TrueAsync(() =>
            {
                clock.Advance(TimeSpan.FromSeconds(20));
                return Task.FromResult(isSo());
            });
        }
    }

    [Fact]
    public async Task Nothing_that_was_said_is_in_logs_traces_or_what_others_are_told()
    {
        var written = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => written.Enqueue(
                $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Concat(activity.Events.SelectMany(each => each.Tags)).Select(tag => tag.Value))}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var logs = new Written(written);
        await using var service = await Service.StartAnotherAsync<Program>(configure: services => services.AddLogging(logging => logging.AddProvider(logs)));
        await SetAreaAsync();
        var id = await AskAsync(area);
        var host = service.AsHost(eva.ToString());
        await PostAsync(host, $"{id}/take");
        await PostAsync(host, $"{id}/answer", new { answer = Answered });
        var token = (await Service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == id)).ReopenToken!;
        (await service.Http.PostAsJsonAsync(Address($"{id}/reopen?token={token}"), new { reason = "Hemlig följdfråga" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await PostAsync(host, $"{id}/close", new { outcome = "Hemligt utfall" });
        await Service.Bus.NextAsync<FollowUpReopened>(each => each.FollowUpId == id);

        string[] secrets = [Question, Answered, "Hemlig", token];
        written.ShouldNotBeEmpty();
        secrets.ShouldAllBe(secret => !written.Any(each => each.Contains(secret, StringComparison.Ordinal)));
        var told = Service.Bus.All.Select(each => each.Message).Where(message => message is not (FollowUpClosed or ConversationFollowUpRequested)).Select(message => JsonSerializer.Serialize(message, message.GetType(), Plain)).ToList();
        secrets.ShouldAllBe(secret => !told.Any(each => each.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task All_that_was_said_is_gone_when_who_asked_is_forgotten()
    {
        await SetAreaAsync();
        var id = await AskAsync(area);
        await PostAsync(Organiser, $"{id}/answer", new { answer = "glömbart svar" });
        var token = (await Service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == id)).ReopenToken!;
        await Service.Http.PostAsJsonAsync(Address($"{id}/reopen?token={token}"), new { reason = "glömbar anledning" });
        await PostAsync(Organiser, $"{id}/close", new { outcome = "glömbart utfall", answer = "glömbart svar igen" });
        var hash = (await LoadAsync(id)).ReopenHash!;

        await Service.Bus.PublishAsync(new ContactErased(ContactId.New(), [(await LoadAsync(id)).RegistrationId], DateTimeOffset.UtcNow));

        await Eventually.TrueAsync(async () => (await LoadAsync(id)).IsForgotten && await StoredAsync("glömbar", token, hash) == 0);
        (await Service.Http.PostAsJsonAsync(Address($"{id}/reopen?token={token}"), new { reason = "Nej" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var read = (await Organiser.GetFromJsonAsync<JsonNode>(Address($"{id}")))!;
        read["history"]!.AsArray().ShouldAllBe(step => step!["text"] == null);
    }

    [Fact]
    public async Task Who_asks_what_is_known_gets_the_questions_with_all_that_was_said()
    {
        await SetAreaAsync();
        var id = await AskAsync(area);
        await AskAsync(area);
        await PostAsync(Eva, $"{id}/answer", new { answer = Answered });
        var registration = (await LoadAsync(id)).RegistrationId;

        var known = (await (await Organiser.PostAsJsonAsync(
            "/api/v1/privacy/export/feedback", new { email = "Bygglov@lerum.example", registrations = new[] { registration } })).Content.ReadFromJsonAsync<JsonNode>())!;

        var followUp = known["followUps"]!.AsArray().ShouldHaveSingleItem()!;
        (followUp["followUp"]!["message"]!.GetValue<string>(), followUp["followUp"]!["answer"]!.GetValue<string>()).ShouldBe((Question, Answered));
        followUp["history"]!.AsArray().Count.ShouldBe(2);
        known["areas"]!.AsArray().ShouldContain(each => each!["key"]!.GetValue<string>() == area);
        (await Service.AsHost(eva.ToString()).PostAsJsonAsync("/api/v1/privacy/export/feedback", new { email = "a@b.se", registrations = Array.Empty<RegistrationId>() }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_was_asked_in_an_edition_is_gone_by_itself_long_after_it()
    {
        await SetAreaAsync();
        var (over, coming) = (EditionId.New(), EditionId.New());
        var now = DateTimeOffset.UtcNow;
        await HearAsync(over, now.AddDays(-3));
        await HearAsync(over, now.AddDays(-1));
        await HearAsync(coming, now.AddDays(-3));
        await HearAsync(coming, now.AddMonths(2));
        var (gone, kept) = (await AskAsync(area, edition: over), await AskAsync(area, edition: coming));
        await PostAsync(Eva, $"{gone}/answer", new { answer = "glömbart svar efteråt" });
        await Service.Bus.NextAsync<FollowUpClosed>(each => each.FollowUpId == gone);

        await using var later = await Service.StartAnotherAsync<Program>(
            new Dictionary<string, string?> { ["Privacy:KeepMonths"] = "1" },
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(now.AddMonths(1).AddHours(1)))));

        await Eventually.TrueAsync(async () => (await LoadAsync(gone)).IsForgotten && await StoredAsync("glömbart svar efteråt") == 0);
        (await LoadAsync(kept)).Message.ShouldBe(Question);
    }

    /// <summary>Scheduling tells of an activity of the edition.</summary>
    private async Task HearAsync(EditionId edition, DateTimeOffset endsAt)
    {
        var activity = ActivityId.New();
        await Service.Bus.PublishAsync(new ActivityReleased(new ActivityState(
            activity, edition, "lerum", Contracts.Scheduling.ActivityKind.Seminar, ActivityStatus.Released, new LocalizedText("Seminarium"), null,
            endsAt.AddHours(-1), endsAt, null, null, [], 5, null, "sv", [], null, null, null, 0, 1)));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = Service.Store.QuerySession();
            return await reads.LoadAsync<Survey>(activity.Value) is not null;
        });
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Address(string path) => $"/api/v1/follow-ups/{path}";

    private static object AreaOf(HostId host, string email = "Bygglov@Lerum.example") =>
        new { name = new { sv = "Bygglov", en = "Building permits" }, email, hosts = new[] { host }, daysToAnswer = 3 };

    private static async Task PostAsync(HttpClient http, string path, object? body = null) =>
        (await http.PostAsJsonAsync(Address(path), body)).StatusCode.ShouldBe(HttpStatusCode.OK, path);

    private static async Task<List<FollowUpId>> ListAsync(HttpClient http, string query) =>
        (await http.GetFromJsonAsync<JsonNode>($"/api/v1/follow-ups?{query}"))!["items"]!.AsArray()
            .Select(each => FollowUpId.From(each!["id"]!.GetValue<Guid>())).ToList();

    private async Task<HttpResponseMessage> SetAreaAsync()
    {
        var answer = await Organiser.PutAsJsonAsync($"/api/v1/follow-up-areas/{area}", AreaOf(eva));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer;
    }

    /// <summary>As an answer to a survey does, in a commit of its own.</summary>
    [Fact]
    public async Task What_an_officer_opens_after_a_conversation_is_one_case_of_the_area_and_none_of_who_was_forgotten()
    {
        await SetAreaAsync();
        var told = new ConversationFollowUpRequested(
            FollowUpId.New(), ActivityId.New(), EditionId.New(), RegistrationId.New(), area, Question, "eva", DateTimeOffset.UtcNow);
        await Service.Bus.PublishAsync(told);
        var requested = await Service.Bus.NextAsync<FollowUpRequested>(each => each.FollowUpId == told.FollowUpId);
        (requested.ByHost, requested.Area!.Key, requested.RegistrationId).ShouldBe((true, area, told.RegistrationId));
        var read = (await Eva.GetFromJsonAsync<JsonNode>(Address($"{told.FollowUpId}")))!;
        (read["followUp"]!["message"]!.GetValue<string>(), read["history"]![0]!["by"]!.GetValue<string>()).ShouldBe((Question, "eva"));

        // Again, and of somebody who was forgotten before it came: what is told after them is told.
        await Service.Bus.PublishAsync(told);
        var late = told with { FollowUpId = FollowUpId.New(), RegistrationId = RegistrationId.New() };
        await Service.Bus.PublishAsync(new ContactErased(Domain.People.ContactIds.Of("a@b.se"), [late.RegistrationId], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = Service.Store.QuerySession();
            return await reads.LoadAsync<ForgottenRegistration>(late.RegistrationId.Value) is not null;
        });
        await Service.Bus.PublishAsync(late);
        var next = told with { FollowUpId = FollowUpId.New(), RegistrationId = RegistrationId.New() };
        await Service.Bus.PublishAsync(next);
        await Service.Bus.NextAsync<FollowUpRequested>(each => each.FollowUpId == next.FollowUpId);
        Service.Bus.Heards<FollowUpRequested>().Count(each => each.FollowUpId == told.FollowUpId).ShouldBe(1);
        Service.Bus.Heards<FollowUpRequested>().ShouldNotContain(each => each.FollowUpId == late.FollowUpId);
    }

    private async Task<FollowUpId> AskAsync(string topic, DateTimeOffset? at = null, EditionId? edition = null)
    {
        var invitation = new Invitation
        {
            Id = Guid.NewGuid().ToString(),
            SurveyId = SurveyId.New(),
            ActivityId = ActivityId.New(),
            EditionId = edition ?? EditionId.New(),
            RegistrationId = RegistrationId.New(),
            ClosesAt = DateTimeOffset.UtcNow.AddDays(14),
        };
        await using var session = Service.Store.LightweightSession();
        await session.AskForFollowUpAsync(invitation, topic, Question, at ?? DateTimeOffset.UtcNow, default);
        await session.SaveChangesAsync();
        return AskForFollowUp.IdOf(invitation);
    }

    private async Task<FollowUp> LoadAsync(FollowUpId id)
    {
        await using var reads = Service.Store.QuerySession();
        return (await reads.LoadAsync<FollowUp>(id.Value))!;
    }

    private async Task<FollowUpState> StateOfAsync(FollowUpId id) => (await LoadAsync(id)).State;

    private async Task<long> StoredAsync(params string[] texts)
    {
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var count = new Npgsql.NpgsqlCommand(
            "select count(*) from (select data from mt_events union all select data from mt_doc_followup) stored, unnest($1) text where strpos(stored.data::text, text) > 0", connection);
        count.Parameters.Add(new Npgsql.NpgsqlParameter { Value = texts });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Keeps all that is logged.</summary>
    private sealed class Written(ConcurrentQueue<string> written) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }

    public sealed class Running : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>("feedback");

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
