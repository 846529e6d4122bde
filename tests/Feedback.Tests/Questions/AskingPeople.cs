using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Questions;

/// <summary>What organisers ask and attendees answer, in the room and by the link, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class AskingPeople(AskingPeople.Running running) : IClassFixture<AskingPeople.Running>
{
    private RunningService Service => running.Service;

    private HttpClient Organiser => Service.As(Roles.Organiser);

    [Fact]
    public async Task Questions_can_be_changed_until_somebody_has_answered()
    {
        const string kind = "companyVisit";
        var (first, second) = (await CompleteAsync(ActivityKind.CompanyVisit, attendees: 1), await CompleteAsync(ActivityKind.CompanyVisit, attendees: 1));
        await AnswerAsync(first.Tokens[0], new { overall = 5 });
        var template = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/survey-templates/{kind}"))!["current"]!;
        var questions = template["questions"]!.AsArray().DeepClone().AsArray();
        questions.Insert(1, JsonNode.Parse("""{"key":"again","type":"Choice","text":{"sv":"Igen?"},"options":[{"key":"yes","text":{"sv":"Ja"}},{"key":"no","text":{"sv":"Nej"}}]}"""));
        questions.Insert(2, JsonNode.Parse("""{"key":"why","type":"Text","text":{"sv":"Varför inte?"},"shownIf":{"question":"again","answers":["no"]}}"""));

        (await Organiser.PutAsJsonAsync($"/api/v1/survey-templates/{kind}", new { isAnonymous = true, questions })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await QuestionsAsync(first.Tokens[0])).ShouldNotContain("again");
        (await QuestionsAsync(second.Tokens[0])).ShouldContain("again");
        (await AnswerAsync(first.Tokens[0], new { again = "yes" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await AnswerAsync(second.Tokens[0], new { again = "yes", why = "?" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await AnswerAsync(second.Tokens[0], new { again = "no", why = "För långt" })).StatusCode.ShouldBe(HttpStatusCode.Created);

        questions[0]!["type"] = "OneToSix";
        var refused = await Organiser.PutAsJsonAsync($"/api/v1/survey-templates/{kind}", new { isAnonymous = true, questions });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Single().Key.ShouldBe("questions[0].type");
        foreach (var holes in (string[])["""{"isAnonymous":true,"questions":[null]}""", """{"isAnonymous":true,"questions":[{"key":"a","type":"Choice","text":{"sv":"?"},"options":[null,null]}]}"""])
        {
            (await Organiser.PutAsync($"/api/v1/survey-templates/{kind}", new StringContent(holes, System.Text.Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Questions_that_were_read_and_are_sent_back_stay_as_they_are()
    {
        const string path = "/api/v1/survey-templates/openHouse";
        var read = (await Organiser.GetFromJsonAsync<JsonNode>(path))!;

        // The whole answer, and only what it asks now.
        foreach (var part in (JsonNode[])[read, read["current"]!])
        {
            using var sent = await Organiser.PutAsJsonAsync(path, part);
            sent.StatusCode.ShouldBe(HttpStatusCode.OK, await sent.Content.ReadAsStringAsync());
            JsonNode.DeepEquals(await Organiser.GetFromJsonAsync<JsonNode>(path), read).ShouldBeTrue();
        }

        read["current"]!["isAnonymous"] = false;
        using var changed = await Organiser.PutAsJsonAsync(path, read);
        var answer = (await changed.Content.ReadFromJsonAsync<JsonNode>())!;
        answer["current"]!["isAnonymous"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode.DeepEquals(answer["current"]!["questions"], read["current"]!["questions"]).ShouldBeTrue();

        using var empty = await Organiser.PutAsJsonAsync(path, new { });
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["isAnonymous", "questions"], ignoreOrder: true);
    }

    [Fact]
    public async Task Answers_that_are_not_anonymous_are_read_by_organisers_and_forgotten_with_the_person()
    {
        await Organiser.PutAsJsonAsync("/api/v1/survey-templates/meeting", new { isAnonymous = false, questions = Feedback.Questions.Questionnaire.Standard.Questions });
        var visit = await CompleteAsync(ActivityKind.Meeting, attendees: 2);
        await AnswerAsync(visit.Tokens[0], new { overall = 5, comment = "Det var personligt menat" });
        await AnswerAsync(visit.Tokens[0], new { overall = 6, comment = "Det var personligt menat" });

        var responses = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{visit.Activity}/survey/responses"))!["items"]!.AsArray();
        responses.ShouldHaveSingleItem()!["answers"]!["overall"]!.GetValue<string>().ShouldBe("6");
        var mine = (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/surveys/{visit.Tokens[0]}"))!;
        (mine["isAnonymous"]!.GetValue<bool>(), mine["answers"]!["overall"]!.GetValue<string>()).ShouldBe((false, "6"));

        var registration = new RegistrationId(responses[0]!["registrationId"]!.GetValue<Guid>());
        await Service.Bus.PublishAsync(new ContactErased(ContactId.New(), [registration], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
            await connection.OpenAsync();
            await using var count = new Npgsql.NpgsqlCommand(
                "select (select count(*) from mt_events where data::text like '%personligt menat%') + (select count(*) from mt_doc_response where data::text like '%personligt menat%')", connection);
            return await count.ExecuteScalarAsync() is 0L;
        });
    }

    [Fact]
    public async Task Who_answers_in_the_room_and_by_the_link_has_answered_once()
    {
        var visit = await CompleteAsync(ActivityKind.Seminar, attendees: 1);
        var room = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{visit.Activity}/survey/room"))!["code"]!.GetValue<string>();
        (await Organiser.GetAsync($"/api/v1/activities/{visit.Activity}/survey/room.png")).Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        var ticket = running.TicketOf(visit.Registrations[0]);
        (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/rooms/{room}"))!["questions"]!.AsArray().Count.ShouldBe(7);

        (await InTheRoomAsync(room, ticket, new { overall = 3 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await InTheRoomAsync(room, ticket, new { overall = 4 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync(visit.Tokens[0], new { overall = 9 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await InTheRoomAsync(room, ticket[..^2] + "xx", new { overall = 3 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await InTheRoomAsync(room, running.TicketOf(RegistrationId.New()), new { overall = 3 })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await InTheRoomAsync(room[..^2] + "xx", ticket, new { overall = 3 })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var reads = Service.Store.QuerySession();
        (await reads.Query<Ballot>().CountAsync(ballot => ballot.ActivityId == visit.Activity)).ShouldBe(1);
    }

    [Fact]
    public async Task A_ballot_that_no_key_opens_does_not_keep_the_others_in_the_box()
    {
        var visit = await CompleteAsync(ActivityKind.Seminar, attendees: 7);
        await using (var session = Service.Store.LightweightSession())
        {
            session.Store(new Ballot
            {
                Id = Guid.NewGuid(),
                EditionId = visit.Edition,
                ActivityId = visit.Activity,
                ClosesAt = DateTimeOffset.UtcNow.AddDays(1),
                IsPending = true,
                Sealed = new byte[64],
            });
            await session.SaveChangesAsync();
        }

        foreach (var token in visit.Tokens)
        {
            await AnswerAsync(token, new { overall = 5 });
        }

        await Organiser.PostAsync($"/api/v1/activities/{visit.Activity}/survey/close", null);

        await using var reads = Service.Store.QuerySession();
        await Eventually.TrueAsync(async () => await reads.LoadAsync<GroupResult>(Group.Of(visit.Activity).IdIn(visit.Edition)) is { Answered: 7 });
    }

    [Fact]
    public async Task What_people_knew_before_and_know_after_is_counted_in_pairs()
    {
        var registrations = Enumerable.Range(0, 7).Select(_ => RegistrationId.New()).ToList();
        foreach (var registration in registrations)
        {
            (await KnowAsync(registration, "company", 5)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await KnowAsync(registration, "company", 2)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await KnowAsync(registrations[0], "Company", 7)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var visit = await CompleteAsync(ActivityKind.Seminar, attendees: 0, registrations);
        (await KnowAsync(registrations[0], "Company", 6)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var token in visit.Tokens)
        {
            await AnswerAsync(token, new { overall = 5, knowledge = 3 });
            await AnswerAsync(token, new { overall = 5, knowledge = 4 });
        }

        await Organiser.PostAsync($"/api/v1/activities/{visit.Activity}/survey/close", null);

        await using var reads = Service.Store.QuerySession();
        var pairs = await Eventually.ValueAsync(async () =>
            await reads.LoadAsync<GroupResult>(new Group(Dimension.Side, "company").IdIn(visit.Edition)) is { Answered: 7 } counted ? counted : null);
        pairs.Answers.ShouldHaveSingleItem().Value.ShouldBe(new Dictionary<string, int> { ["2>4"] = 7 });
    }

    [Fact]
    public async Task What_is_written_is_shown_when_an_organiser_has_looked_at_it_without_what_was_taken_out()
    {
        var visit = await CompleteAsync(ActivityKind.Seminar, attendees: 7);
        foreach (var token in visit.Tokens)
        {
            await AnswerAsync(token, new { overall = 5, comment = "<b>Tack</b> Anna Berg, ring 070-123 45 67 unikt" });
        }

        await Organiser.PostAsync($"/api/v1/activities/{visit.Activity}/survey/close", null);
        var comments = await Eventually.ValueAsync(async () =>
            await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{visit.Edition}/comments") is { } all && all["items"]!.AsArray().Count == 7 ? all["items"]!.AsArray() : null);
        comments[0]!["personalData"]!.AsArray().Select(found => found!["kind"]!.GetValue<string>()).ShouldBe(["name", "phone"]);
        var host = Service.AsHost(Guid.NewGuid().ToString());
        (await host.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{visit.Edition}/comments?state=waiting"))!["items"]!.AsArray().Count.ShouldBe(0);

        foreach (var comment in comments)
        {
            // Looked at twice: what the first moderation says of the text has to go too.
            (await Organiser.PostAsJsonAsync($"/api/v1/comments/{comment!["id"]}/moderate", new { state = "hidden", text = "Tack unikt […]" })).StatusCode.ShouldBe(HttpStatusCode.OK);
            var moderated = await Organiser.PostAsJsonAsync(
                $"/api/v1/comments/{comment!["id"]}/moderate", new { state = "Shown", text = "<b>Tack</b> […]", topics = new[] { "Bemötande ", "bemötande" } });
            moderated.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{visit.Edition}/comments?state=waiting"))!["items"]!.AsArray().Count.ShouldBe(0);
        (await Organiser.GetAsync($"/api/v1/editions/{visit.Edition}/comments?state=nosuch")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Organiser.GetAsync("/api/v1/survey-templates/nosuch")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsJsonAsync($"/api/v1/comments/{comments[0]!["id"]}/moderate", new { state = "Hidden" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var shown = (await host.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{visit.Edition}/comments?topic=bemötande"))!;
        shown["topics"]!["bemötande"]!.GetValue<int>().ShouldBe(7);
        shown["items"]!.AsArray().ShouldAllBe(each => each!["text"]!.GetValue<string>() == "<b>Tack</b> […]");
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var count = new Npgsql.NpgsqlCommand(
            "select (select count(*) from mt_events where data::text like '%unikt%') + (select count(*) from mt_doc_comment where data::text like '%unikt%')", connection);
        (await count.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task The_answers_of_an_earlier_edition_are_taken_in_once_and_all_of_them_or_none()
    {
        var visit = await CompleteAsync(ActivityKind.Seminar, attendees: 0);
        var rows = string.Join('\n', ["activity,member,overall,comment", .. Enumerable.Range(0, 8).Select(i => $"Aktivitet,yes,8,Nummer {i}")]);

        var broken = await ImportAsync(visit.Edition, rows + "\nAktivitet,yes,11,");
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await broken.Content.ReadFromJsonAsync<JsonNode>())!["refused"]!.AsArray().ShouldHaveSingleItem()!["row"]!.GetValue<int>().ShouldBe(10);
        (await ImportAsync(visit.Edition, rows)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await ImportAsync(visit.Edition, rows)).Content.ReadFromJsonAsync<JsonNode>())!["alreadyKnown"]!.GetValue<bool>().ShouldBeTrue();
        (await ImportAsync(visit.Edition, "member\nyes")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ImportAsync(EditionId.New(), rows)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var reads = Service.Store.QuerySession();
        var member = await Eventually.ValueAsync(() => reads.LoadAsync<GroupResult>(new Group(Dimension.Membership, "member").IdIn(visit.Edition)));
        (member.Invited, member.Answered, member.Answers["overall"]["8"]).ShouldBe((8, 8, 8));
        (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{visit.Edition}/comments"))!["items"]!.AsArray().Count.ShouldBe(8);
    }

    private Task<HttpResponseMessage> ImportAsync(EditionId edition, string csv) =>
        Organiser.PostAsync($"/api/v1/editions/{edition}/answers", new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"));

    private async Task<List<string>> QuestionsAsync(string token) =>
        [.. (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/surveys/{token}"))!["questions"]!.AsArray().Select(question => question!["key"]!.GetValue<string>())];

    private Task<HttpResponseMessage> AnswerAsync(string token, object answers) => Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", new { answers });

    private Task<HttpResponseMessage> InTheRoomAsync(string room, string ticket, object answers) =>
        Service.Http.PostAsJsonAsync($"/api/v1/rooms/{room}", new { ticket, answers });

    private Task<HttpResponseMessage> KnowAsync(RegistrationId registration, string side, int level) =>
        Service.Http.PutAsJsonAsync("/api/v1/knowledge", new { ticket = running.TicketOf(registration), side, level });

    /// <summary>An activity that is over, with those who came and their links.</summary>
    private async Task<Visit> CompleteAsync(ActivityKind kind, int attendees, IReadOnlyList<RegistrationId>? registrations = null)
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        var came = registrations ?? [.. Enumerable.Range(0, attendees).Select(_ => RegistrationId.New())];
        for (var i = 0; i < came.Count; i++)
        {
            await Service.Bus.PublishAsync(new AttendanceRecorded(came[i], activity, edition, 1, true, false, DateTimeOffset.UtcNow, i + 1));
        }

        await Service.Bus.PublishAsync(new ActivityCompleted(new ActivityState(
            activity, edition, $"e-{edition}", kind, ActivityStatus.Completed, new LocalizedText("Aktivitet", "Activity"), null,
            DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 50, null, "sv", ["bygglov"], null, null, null, 0, 3)));
        await Service.Bus.NextAsync<SurveyOpened>(opened => opened.ActivityId == activity);
        await Eventually.TrueAsync(() => Task.FromResult(Invited().Count == came.Count));
        var tokens = Invited().ToDictionary(invited => invited.RegistrationId, invited => invited.Token);
        return new Visit(activity, edition, came, [.. came.Select(registration => tokens[registration])]);

        List<AttendeeInvited> Invited() => [.. Service.Bus.Heards<AttendeeInvited>().Where(invited => invited.ActivityId == activity)];
    }

    private sealed record Visit(ActivityId Activity, EditionId Edition, IReadOnlyList<RegistrationId> Registrations, IReadOnlyList<string> Tokens);

    public sealed class Running : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("tickets").FullName;
        private readonly ECDsa tickets = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public RunningService Service { get; private set; } = null!;

        public string TicketOf(RegistrationId registration) => TicketCode.Sign(registration, tickets);

        public async ValueTask InitializeAsync()
        {
            var file = Path.Combine(folder, "tickets.pub.pem");
            await File.WriteAllTextAsync(file, tickets.ExportSubjectPublicKeyInfoPem());
            Service = await RunningService.StartAsync<Program>(
                "feedback",
                new Dictionary<string, string?> { ["Feedback:Box:Every"] = "00:00:00.2" },
                services => services.Replace(ServiceDescriptor.Singleton(new TicketKeys(file, TimeProvider.System))));
        }

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            tickets.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
