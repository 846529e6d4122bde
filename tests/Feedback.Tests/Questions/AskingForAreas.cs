using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Questions;

/// <summary>The areas of Insikt, asked as several choices by the link and in the room, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class AskingForAreas(AskingPeople.Running running) : IClassFixture<AskingPeople.Running>
{
    private RunningService Service => running.Service;

    private HttpClient Organiser => Service.As(Roles.Organiser);

    public static TheoryData<string> Sets => new(QuestionSets.All.Select(set => set.Key));

    [Theory, MemberData(nameof(Sets))]
    public void A_set_can_be_asked_as_it_is_in_both_languages(string key)
    {
        var set = QuestionSets.All.Single(each => each.Key == key);

        QuestionRules.FlawsIn(set.Questions, Questionnaire.Standard.Questions).ShouldBeEmpty();
        set.Questions.SelectMany(question => (question.Options ?? []).Select(option => option.Text).Append(question.Text)).Concat([set.Name, set.Description])
            .ShouldAllBe(text => text.Sv.Length > 2 && text.En!.Length > 2);
    }

    [Fact]
    public async Task Areas_are_chosen_changed_and_counted_by_person_and_by_area()
    {
        var set = (await Organiser.GetFromJsonAsync<JsonNode>("/api/v1/question-sets"))!["sets"]!.AsArray().Single(each => each!["key"]!.GetValue<string>() == "insikt")!;
        using var asked = await Organiser.PutAsJsonAsync("/api/v1/survey-templates/openHouse", new { isAnonymous = set["isAnonymous"], questions = set["questions"] });
        asked.StatusCode.ShouldBe(HttpStatusCode.OK, await asked.Content.ReadAsStringAsync());
        var visit = await CompleteAsync(ActivityKind.OpenHouse, attendees: 8);
        var room = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{visit.Activity}/survey/room"))!["code"]!.GetValue<string>();
        var seen = (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/rooms/{room}"))!["questions"]![0]!;
        (seen["type"]!.GetValue<string>().ToLowerInvariant(), seen["options"]!.AsArray().Count).ShouldBe(("multiplechoice", 11));

        object both = new Dictionary<string, object> { ["insikt-areas"] = new[] { "livsmedelskontroll", "bygglov" }, ["insikt-bygglov"] = 8, ["insikt-treatment"] = 9 };
        foreach (var token in visit.Tokens.Take(6))
        {
            (await AnswerAsync(token, new Dictionary<string, object> { ["insikt-areas"] = new[] { "bygglov" } })).StatusCode.ShouldBe(HttpStatusCode.Created);

            // By the link, twice at once and again: it is one answer, the last one.
            (await Task.WhenAll(AnswerAsync(token, both), AnswerAsync(token, both))).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        }

        var inTheRoom = await Service.Http.PostAsJsonAsync($"/api/v1/rooms/{room}", new { ticket = running.TicketOf(visit.Registrations[6]), answers = both });
        inTheRoom.StatusCode.ShouldBe(HttpStatusCode.Created, await inTheRoom.Content.ReadAsStringAsync());
        using var wrong = await AnswerAsync(visit.Tokens[7], new Dictionary<string, object> { ["insikt-areas"] = new[] { "skola" } });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!["answers.insikt-areas"]![0]!.GetValue<string>().ShouldContain("bygglov");

        await Organiser.PostAsync($"/api/v1/activities/{visit.Activity}/survey/close", null);
        (await AnswerAsync(visit.Tokens[7], both)).StatusCode.ShouldBe(HttpStatusCode.Conflict, "it comes late");

        var report = $"/api/v1/editions/{visit.Edition}/report";
        var questions = await Eventually.ValueAsync(async () =>
            (await Organiser.GetFromJsonAsync<JsonNode>(report))!["total"]!["questions"] is JsonArray { Count: > 0 } all ? all : null);
        var areas = questions.Single(question => question!["key"]!.GetValue<string>() == "insikt-areas")!;
        (areas["n"]!.GetValue<int>(), areas["distribution"]!["bygglov"]!.GetValue<int>(), areas["distribution"]!["livsmedelskontroll"]!.GetValue<int>(), areas["distribution"]!["none"]!.GetValue<int>())
            .ShouldBe((7, 7, 7, 0));
        areas["percents"]!["livsmedelskontroll"]!.GetValue<double>().ShouldBe(100);
        areas["mean"].ShouldBeNull();
        areas["distribution"]!.AsObject().ContainsKey(ChosenOptions.Respondents).ShouldBeFalse();
        questions.Single(question => question!["key"]!.GetValue<string>() == "insikt-bygglov")!["mean"]!["value"]!.GetValue<double>().ShouldBe(8);

        // Insikt's figure of the area stands beside what these people said of it: 8 on 1 to 10 is 77.8.
        await Organiser.PutAsJsonAsync("/api/v1/municipalities/lerum/official-figures/skr/nki/bygglov/2025", new { value = 12, source = "Rapport" });
        await Organiser.PutAsJsonAsync("/api/v1/municipalities/lerum/official-figures/skr/nki/livsmedelskontroll/2025", new { value = 12, source = "Rapport" });
        var series = (await Organiser.GetFromJsonAsync<JsonNode>(report))!["officialFigures"]!.AsArray();
        (series[0]!["own"]!["measure"]!.GetValue<string>(), series[0]!["own"]!["figure"]!["value"]!.GetValue<double>(), series[0]!["own"]!["figure"]!["n"]!.GetValue<int>())
            .ShouldBe(("insikt-bygglov", 77.8, 7));
        series[1]!["own"].ShouldBeNull("nobody said how it was");

        var csv = (await Organiser.GetStringAsync($"{report}?format=csv")).TrimStart('\uFEFF').Split("\r\n");
        var column = csv[0].Split(';').ToList().IndexOf("insikt-areas.bygglov");
        csv[1].Split(';')[column].ShouldBe("100,0");
        (await Organiser.GetStringAsync($"{report}?format=html")).ShouldContain("flera svar möjliga");
        var compared = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/compare?ids={visit.Edition},{visit.Edition}"))!["rows"]!.AsArray();
        compared.First(row => row!["measure"]!.GetValue<string>() == "insikt-areas" && row["answer"]!.GetValue<string>() == "bygglov")!["editions"]![0]!["figure"]!["value"]!
            .GetValue<double>().ShouldBe(100);
    }

    [Fact]
    public async Task What_somebody_chose_by_name_is_read_with_commas_and_a_file_of_answers_has_several_in_a_cell()
    {
        object[] questions =
        [
            new { key = "wishes", type = "MultipleChoice", text = new { sv = "Vad vill du ha mer av?" }, options = new[] { Option("visits"), Option("seminars"), Option("food") } },
        ];
        (await Organiser.PutAsJsonAsync("/api/v1/survey-templates/meeting", new { isAnonymous = false, questions })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var visit = await CompleteAsync(ActivityKind.Meeting, attendees: 1);
        (await AnswerAsync(visit.Tokens[0], new { wishes = new[] { "food", "visits" } })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var responses = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{visit.Activity}/survey/responses"))!["items"]!.AsArray();
        responses.ShouldHaveSingleItem()!["answers"]!["wishes"]!.GetValue<string>().ShouldBe("visits, food");
        (await Service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/surveys/{visit.Tokens[0]}"))!["answers"]!["wishes"]!.GetValue<string>().ShouldBe("visits, food");

        var rows = string.Join('\n', ["activity;wishes", .. Enumerable.Range(0, 8).Select(_ => "Aktivitet;\"visits;food\"")]);
        using var bad = await ImportAsync(rows + "\nAktivitet;cake");
        (await bad.Content.ReadFromJsonAsync<JsonNode>())!["refused"]![0]!["row"]!.GetValue<int>().ShouldBe(10);
        (await ImportAsync(rows)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await ImportAsync(rows)).Content.ReadFromJsonAsync<JsonNode>())!["alreadyKnown"]!.GetValue<bool>().ShouldBeTrue();
        var total = await Eventually.ValueAsync(async () =>
            (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{visit.Edition}/report"))!["total"] is { } found && found["questions"] is JsonArray { Count: 1 } ? found : null);
        var wishes = total["questions"]![0]!;
        (wishes["n"]!.GetValue<int>(), wishes["distribution"]!["visits"]!.GetValue<int>(), wishes["distribution"]!["seminars"]!.GetValue<int>()).ShouldBe((8, 8, 0));

        static object Option(string key) => new { key, text = new { sv = key } };

        Task<HttpResponseMessage> ImportAsync(string csv) =>
            Organiser.PostAsync($"/api/v1/editions/{visit.Edition}/answers", new StringContent(csv, Encoding.UTF8, "text/csv"));
    }

    private Task<HttpResponseMessage> AnswerAsync(string token, object answers) => Service.Http.PostAsJsonAsync($"/api/v1/surveys/{token}", new { answers });

    private async Task<Visit> CompleteAsync(ActivityKind kind, int attendees)
    {
        var (activity, edition) = (ActivityId.New(), EditionId.New());
        var came = Enumerable.Range(0, attendees).Select(_ => RegistrationId.New()).ToList();
        foreach (var (registration, i) in came.Select((each, i) => (each, i)))
        {
            await Service.Bus.PublishAsync(new AttendanceRecorded(registration, activity, edition, 1, true, false, DateTimeOffset.UtcNow, i + 1));
        }

        await Service.Bus.PublishAsync(new ActivityCompleted(new ActivityState(
            activity, edition, $"e-{edition}", kind, ActivityStatus.Completed, new LocalizedText("Aktivitet", "Activity"), null,
            DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 50, null, "sv", ["bygglov"], null, null, null, 0, 3, Municipality: "lerum")));
        await Eventually.TrueAsync(() => Task.FromResult(Invited().Count == attendees));
        var tokens = Invited().ToDictionary(invited => invited.RegistrationId, invited => invited.Token);
        return new Visit(activity, edition, came, [.. came.Select(registration => tokens[registration])]);

        List<AttendeeInvited> Invited() => [.. Service.Bus.Heards<AttendeeInvited>().Where(invited => invited.ActivityId == activity)];
    }

    private sealed record Visit(ActivityId Activity, EditionId Edition, IReadOnlyList<RegistrationId> Registrations, IReadOnlyList<string> Tokens);
}
