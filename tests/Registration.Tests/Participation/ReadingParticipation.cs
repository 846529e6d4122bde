using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>Who took part in an edition, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ReadingParticipation(RunningInLerum running) : IClassFixture<RunningInLerum>
{
    private readonly EditionId edition = EditionId.New();

    /// <summary>Only one test has editions of Lerum, for it looks at the one before.</summary>
    private readonly string municipality = $"ort-{Guid.NewGuid():N}";
    private readonly RunningService service = running.Service;
    private readonly HttpClient organiser = running.Service.As(Roles.Organiser);

    [Fact]
    public async Task However_many_doors_check_in_at_once_and_again_the_edition_is_the_sum_of_what_they_told()
    {
        var activities = new[] { await ReleaseAsync(edition), await ReleaseAsync(edition) };
        var tickets = new List<(ActivityId Activity, string Ticket)>();
        foreach (var activity in activities)
        {
            foreach (var name in (string[])["anna", "bo", "cilla"])
            {
                tickets.Add((activity, await RegisterAsync(activity, name)));
            }
        }

        // Two doors read each ticket, and one of another instance; one of each activity never comes.
        await using var other = await service.StartAnotherAsync<Program>();
        var doors = new[] { organiser, other.As(Roles.Organiser) };
        var answers = await Task.WhenAll(tickets.Where((_, i) => i % 3 != 2).SelectMany(each => doors.Concat(doors).Select(door =>
            door.PostAsJsonAsync("/api/v1/check-ins", new { ticket = each.Ticket, activityId = each.Activity.Value }))));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(4);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activities[0]}/walk-ins", new { seats = 2 })).StatusCode.ShouldBe(HttpStatusCode.Created);

        foreach (var instance in doors)
        {
            var figures = (await instance.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/participation"))!["rows"]![0]!["figures"]!;
            (Number(figures, "came"), Number(figures, "walkIns"), Number(figures, "seats"), Number(figures, "mayStillCome")).ShouldBe((6, 2, 8, 2));
        }

        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<AttendanceRecorded>().Where(each => each.EditionId == edition).Sum(each => each.Seats) == 6));

        // Others are told the same, once however many instances count.
        await Eventually.TrueAsync(() => Task.FromResult(Told() is [.., { Rows: [{ By: "total", Numbers: { Came: 6, WalkIns: 2, Seats: 8, MayStillCome: 2 } }, ..] }]));
        Told().Select(each => each.Version).ShouldBe(Told().Select(each => each.Version).Distinct());

        List<ParticipationCounted> Told() => [.. service.Bus.Heards<ParticipationCounted>().Where(each => each.EditionId == edition).OrderBy(each => each.Version)];
    }

    [Fact]
    public async Task Whom_a_survey_asks_is_told_once_however_often_it_is_asked()
    {
        var activity = await ReleaseAsync(edition);
        var ticket = await RegisterAsync(activity, "anna");
        await RegisterAsync(activity, "bo");
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket, activityId = activity.Value })).EnsureSuccessStatusCode();

        var came = new SurveyAudienceRequested(SurveyId.New(), edition, SurveyAudience.Participants, DateTimeOffset.UtcNow);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => service.Bus.PublishAsync(came)));
        (await service.Bus.NextAsync<SurveyAudienceListed>(each => each.SurveyId == came.SurveyId)).Addressees.ShouldHaveSingleItem().ActivityId.ShouldBe(activity);

        // Bo may still come: nobody is to be asked why they did not, which is told too.
        var noShows = came with { SurveyId = SurveyId.New(), Audience = SurveyAudience.NoShows };
        await service.Bus.PublishAsync(noShows);
        (await service.Bus.NextAsync<SurveyAudienceListed>(each => each.SurveyId == noShows.SurveyId)).Addressees.ShouldBeEmpty();
        service.Bus.Heards<SurveyAudienceListed>().Count(each => each.SurveyId == came.SurveyId).ShouldBe(1);
    }

    [Fact]
    public void The_same_numbers_are_told_once_and_others_when_they_come()
    {
        var figures = new ParticipationFigures(1, 2, 1, 0, 1, 0, 1, 1, 1, 0, 0);
        var view = new ParticipationView(edition, null, [new(ParticipationBy.Total, null, figures, null), new(ParticipationBy.Size, "micro", figures, figures)]);
        var first = ToldParticipation.Tell(ToldParticipation.Initial, view, DateTimeOffset.UnixEpoch).Events.ShouldHaveSingleItem().ShouldBeOfType<ParticipationWasCounted>();
        first.Rows.Select(row => row.By).ShouldBe(["total", "size"]);

        var told = ToldParticipation.Initial.Evolve(first);
        ToldParticipation.Tell(told, view, DateTimeOffset.UtcNow).Events.ShouldBeEmpty();
        ToldParticipation.Tell(told, view with { Rows = [view.Rows[0] with { Figures = figures with { Came = 2 } }, view.Rows[1]] }, DateTimeOffset.UtcNow).Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_stands_beside_the_edition_before_of_the_same_municipality_and_is_a_file_too()
    {
        var (before, elsewhere) = (EditionId.New(), EditionId.New());
        await ReleaseAsync(before, state => state with { StartsAt = state.StartsAt.AddYears(-1), EndsAt = state.EndsAt.AddYears(-1), Municipality = null });
        await ReleaseAsync(elsewhere, state => state with { StartsAt = state.StartsAt.AddDays(-9), EndsAt = state.EndsAt.AddDays(-9), Municipality = "ale" });
        await RegisterAsync(await ReleaseAsync(edition, state => state with { Municipality = "lerum" }), "anna");

        var view = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/participation"))!;
        view["lastEditionId"]!.GetValue<string>().ShouldBe(before.ToString());
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{before}/participation"))!["lastEditionId"].ShouldBeNull();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/editions/{edition}/participation");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await organiser.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("by;group;registrations;seats;came;");
        lines[1].ShouldBe("total;;1;1;0;0;0;1;1;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0");
        lines.Length.ShouldBe(view["rows"]!.AsArray().Count + 1);
        lines.ShouldAllBe(line => line.Split(';', StringSplitOptions.None).Length == 24);
    }

    [Fact]
    public async Task A_register_that_is_taken_in_later_says_in_which_area_those_who_took_part_are()
    {
        await RegisterAsync(await ReleaseAsync(edition), "anna");
        (await AreasAsync()).ShouldBe([("unknown", 1)]);

        using var register = new StringContent("orgnr;namn;ort\n556177-7631;Ett AB;Floda\n", Encoding.UTF8, "text/csv");
        (await organiser.PutAsync($"/api/v1/municipalities/{municipality}/companies", register)).EnsureSuccessStatusCode();

        (await AreasAsync()).ShouldBe([("Floda", 1)]);

        async Task<IEnumerable<(string, int)>> AreasAsync() =>
            (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/participation"))!["rows"]!.AsArray()
                .Where(row => (string)row!["by"]! == "area")
                .Select(row => ((string)row!["group"]!, Number(row["figures"]!, "registrations")))
                .ToList();
    }

    [Fact]
    public async Task There_is_none_of_an_edition_of_which_nothing_was_released()
    {
        (await organiser.GetAsync($"/api/v1/editions/{EditionId.New()}/participation")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.GetAsync("/api/v1/editions/lerum-2027/participation")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it is asked for by its id");
    }

    private async Task<ActivityId> ReleaseAsync(EditionId of, Func<ActivityState, ActivityState>? like = null)
    {
        var id = ActivityId.New();
        var activity = Given.Soon(Given.Released(id, capacity: 20)) with { EditionId = of, Municipality = municipality };
        await service.Bus.PublishAsync(new ActivityReleased(like?.Invoke(activity) ?? activity));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private async Task<string> RegisterAsync(ActivityId activity, string name)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email = $"{name}@example.se" }, company = new { organisationNumber = "556177-7631" }, consent = true });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["ticket"]!.GetValue<string>();
    }

    private static int Number(JsonNode figures, string name) => figures[name]!.GetValue<int>();
}
