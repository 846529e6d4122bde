using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Editions;

/// <summary>The surveys of a whole edition, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class SurveysOfAnEdition(SurveysOfAnEdition.Running running) : IClassFixture<SurveysOfAnEdition.Running>
{
    private readonly EditionId edition = EditionId.New();

    private RunningService Service => running.Service;

    private HttpClient Organiser => Service.As(Roles.Organiser);

    [Fact]
    public async Task Whom_registration_names_is_asked_once_and_seven_answers_show_beside_those_about_activities()
    {
        await ReleaseAsync();
        (await PlanAsync("participants", new { opensAt = DateTimeOffset.UtcNow.AddMinutes(-1), daysOpen = 3 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var asked = await Service.Bus.NextAsync<SurveyAudienceRequested>(each => each.EditionId == edition);
        asked.Audience.ShouldBe(SurveyAudience.Participants);

        var people = Enumerable.Range(0, 8).Select(_ => new SurveyAddressee(RegistrationId.New(), ActivityId.New())).ToList();
        await TellAsync(asked, people.Take(5));
        await TellAsync(asked, people.Skip(3));
        await Eventually.TrueAsync(() => Task.FromResult(Invited().Count == 8));
        Invited().ShouldAllBe(each => each.Audience == SurveyAudience.Participants);

        foreach (var (invited, i) in Invited().Select((each, i) => (each, i)))
        {
            (await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{invited.Token}", new { answers = new { overall = 9 } })).StatusCode.ShouldBe(HttpStatusCode.Created);
            (await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{invited.Token}", new { answers = new { overall = 8 } })).StatusCode.ShouldBe(HttpStatusCode.OK);
            if (i == 5)
            {
                var few = (await SurveyAsync("Participants"))["figures"]!;
                ((int)few["invited"]!, (bool)few["suppressed"]!).ShouldBe((8, true));
            }
        }

        var id = (await SurveyAsync("Participants"))["id"]!.GetValue<string>();
        (await Organiser.PostAsync($"/api/v1/activities/{id}/survey/close", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var figures = await Eventually.ValueAsync(async () => (await SurveyAsync("Participants"))["figures"] is { } shown && (int?)shown["answered"] == 8 ? shown : null);
        ((int)figures["invited"]!, (double)figures["responseRate"]!).ShouldBe((8, 100));

        var report = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/report"))!;
        ((int)report["total"]!["invited"]!, report["activities"]!.AsArray().Count).ShouldBe((0, 1));
        (await PlanAsync("participants", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await SurveyAsync("NoShows"))["state"]!.GetValue<string>().ShouldBe("notPlanned");
    }

    [Fact]
    public async Task What_is_planned_can_be_changed_and_cancelled_and_a_wrong_one_says_what_is_wrong()
    {
        await ReleaseAsync();
        (await PlanAsync("noShows", new { daysOpen = 0 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PlanAsync("noShows", new { questions = Array.Empty<object>() })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PlanAsync("everybody", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await PlanAsync("noShows", new { opensAt = DateTimeOffset.UtcNow.AddDays(30), isAnonymous = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var planned = await SurveyAsync("NoShows");
        ((string)planned["state"]!, (bool)planned["isAnonymous"]!, (int)planned["daysOpen"]!).ShouldBe(("planned", false, 14));

        (await Organiser.DeleteAsync($"/api/v1/editions/{edition}/surveys/noShows")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Organiser.DeleteAsync($"/api/v1/editions/{edition}/surveys/noShows")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((string)(await SurveyAsync("NoShows"))["state"]!).ShouldBe("notPlanned");
    }

    [Fact]
    public async Task It_begins_with_a_set_that_there_is_for_it_and_asks_what_the_set_does()
    {
        await ReleaseAsync();
        var sets = (await Organiser.GetFromJsonAsync<JsonNode>("/api/v1/question-sets?audience=participants"))!["sets"]!.AsArray();
        sets.Select(set => (string)set!["key"]!).ShouldBe(["standard", "insikt"]);
        ((string)sets[0]!["questions"]![0]!["text"]!["sv"]!).ShouldContain("som helhet");
        (await Organiser.GetAsync("/api/v1/question-sets?audience=alla")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var wrong in (object[])[new { questionSet = "annat" }, new { questionSet = "insikt", questions = sets[0]!["questions"] }])
        {
            var refused = await PlanAsync("participants", wrong);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("questionSet");
        }

        (await PlanAsync("participants", new { opensAt = DateTimeOffset.UtcNow.AddMinutes(-1), questionSet = "insikt" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode.DeepEquals((await SurveyAsync("Participants"))["questions"], sets[1]!["questions"]).ShouldBeTrue();
        await TellAsync(await Service.Bus.NextAsync<SurveyAudienceRequested>(each => each.EditionId == edition), [new SurveyAddressee(RegistrationId.New(), ActivityId.New())]);
        await Eventually.TrueAsync(() => Task.FromResult(Invited().Count == 1));
        (await Service.Http.PostAsJsonAsync($"/api/v1/surveys/{Invited()[0].Token}", new { answers = new Dictionary<string, object> { ["insikt-areas"] = new[] { "bygglov" }, ["insikt-bygglov"] = 9 } }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Who_took_part_stands_in_the_report_as_it_was_counted_last_and_not_where_it_is_shared()
    {
        await ReleaseAsync();
        await Service.Bus.PublishAsync(Counted(came: 6, version: 3));
        await Service.Bus.PublishAsync(Counted(came: 5, version: 2));
        var shown = await Eventually.ValueAsync(async () => (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/report"))!["participation"]);
        await Service.Bus.PublishAsync(Counted(came: 7, version: 4));
        shown = await Eventually.ValueAsync(async () =>
            (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/report"))!["participation"] is { } now && (int)now["rows"]![0]!["numbers"]!["came"]! == 7 ? now : null);
        ((string)shown["rows"]![1]!["by"]!, (int)shown["rows"]![1]!["last"]!["came"]!).ShouldBe(("area", 3));

        (await Organiser.GetStringAsync($"/api/v1/editions/{edition}/report?format=csv")).ShouldContain("participation;area/Floda;");
        (await Organiser.GetStringAsync($"/api/v1/editions/{edition}/report?format=html")).ShouldContain("Floda");
        using var link = await Organiser.PostAsJsonAsync($"/api/v1/editions/{edition}/report/link", new { days = 1 });
        var address = new Uri((await link.Content.ReadFromJsonAsync<JsonNode>())!["url"]!.GetValue<string>());
        (await Service.Http.GetStringAsync(address.PathAndQuery)).ShouldNotContain("Floda");
    }

    private ParticipationCounted Counted(int came, long version)
    {
        var numbers = new ParticipationNumbers(9, 10, came, 1, 10 - came, 0, 4, 3, 2, 1, 1);
        return new(edition, EditionId.New(), [new("total", null, numbers, null), new("area", "Floda", numbers, numbers with { Came = 3 })], DateTimeOffset.UtcNow, version);
    }

    private List<AttendeeInvited> Invited() => [.. Service.Bus.Heards<AttendeeInvited>().Where(each => each.EditionId == edition)];

    private Task TellAsync(SurveyAudienceRequested asked, IEnumerable<SurveyAddressee> people) =>
        Service.Bus.PublishAsync(new SurveyAudienceListed(asked.SurveyId, edition, asked.Audience, [.. people], DateTimeOffset.UtcNow));

    private Task<HttpResponseMessage> PlanAsync(string audience, object plan) =>
        Organiser.PutAsJsonAsync($"/api/v1/editions/{edition}/surveys/{audience}", plan);

    private async Task<JsonNode> SurveyAsync(string audience) =>
        (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/surveys"))!["surveys"]!.AsArray()
            .Single(survey => string.Equals((string)survey!["audience"]!, audience, StringComparison.OrdinalIgnoreCase))!;

    private async Task ReleaseAsync()
    {
        await Service.Bus.PublishAsync(new ActivityReleased(new ActivityState(
            ActivityId.New(), edition, $"e-{edition}", ActivityKind.Seminar, ActivityStatus.Released, new LocalizedText("Seminarium", "Seminar"), null,
            DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 50, null, "sv", [], null, null, null, 0, 1)));
        await Eventually.TrueAsync(async () => (await Organiser.GetAsync($"/api/v1/editions/{edition}/report")).IsSuccessStatusCode);
    }

    public sealed class Running : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>(
            "feedback", new Dictionary<string, string?> { ["Feedback:Box:Every"] = "00:00:00.2" });

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
