using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Testing;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class ChangingThePlanAtOnce(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    [Fact]
    public async Task A_preview_shows_what_a_moved_day_means_and_stores_nothing_and_its_version_holds_the_move_to_it()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);
        await scheduling.Running.Bus.PublishAsync(new SeatsChanged(
            new ActivityId(Guid.Parse(id)), new EditionId(Guid.Parse(edition.Id)), 40, 12, 3, 1));
        await Eventually.TrueAsync(async () => (await Organiser.ReadAsync($"/api/v1/activities/{id}"))["organiser"]!["seats"]?.Number("confirmed") == 12);

        using var preview = await Organiser.PostAsJsonAsync($"{Tuesday(edition)}?preview=true", new { to = "2026-10-08" });
        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = JsonNode.Parse(await preview.Content.ReadAsStringAsync())!;
        (shown["preview"]!.GetValue<bool>(), shown.Number("registered"), shown.Number("released")).ShouldBe((true, 15, 1));
        shown["changes"]!.AsArray().ShouldHaveSingleItem()!.Text("activityId").ShouldBe(id);
        (await Organiser.ReadAsync($"/api/v1/activities/{id}")).Text("startsAt").ShouldStartWith("2026-10-06");

        // Somebody else plans something in between.
        await scheduling.PlanAsync(edition, Seminar(from: "2026-10-07T09:00:00+02:00", to: "2026-10-07T10:00:00+02:00"));
        var version = preview.Headers.ETag!.ToString();
        await Organiser.SendAsync(HttpMethod.Post, Tuesday(edition), HttpStatusCode.PreconditionFailed, new { to = "2026-10-08" }, version);
        await Organiser.SendAsync(HttpMethod.Post, Tuesday(edition), HttpStatusCode.OK, new { to = "2026-10-08" });
        (await Organiser.ReadAsync($"/api/v1/activities/{id}")).Text("startsAt").ShouldStartWith("2026-10-08");

        var repeat = await Organiser.SendAsync(HttpMethod.Post, Tuesday(edition), HttpStatusCode.OK, new { to = "2026-10-08" });
        repeat["changes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_with_one_clash_stays_where_it_is_as_a_whole()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO" });
        var free = await scheduling.PlanAsync(edition, Seminar());
        var busy = await scheduling.PlanAsync(edition, Seminar(hostIds: [host]));
        await scheduling.PlanAsync(edition, Seminar(from: "2026-10-08T09:30:00+02:00", to: "2026-10-08T10:30:00+02:00", hostIds: [host]));

        var refused = await Organiser.SendAsync(HttpMethod.Post, Tuesday(edition), HttpStatusCode.Conflict, new { to = "2026-10-08" });

        refused.Text("type").ShouldEndWith("changes-refused");
        var clashing = refused["refused"]!.AsArray().ShouldHaveSingleItem()!;
        (clashing.Text("activityId"), clashing["clashes"]![0]!.Text("name")).ShouldBe((busy, "KSO"));
        (await Organiser.ReadAsync($"/api/v1/activities/{free}")).Text("startsAt").ShouldStartWith("2026-10-06");
    }

    [Fact]
    public async Task Two_who_move_one_day_at_once_move_it_once()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());

        var answers = await Task.WhenAll(
            Organiser.SendAsync(HttpMethod.Post, Tuesday(edition), HttpStatusCode.OK, new { to = "2026-10-08" }),
            Organiser.SendAsync(HttpMethod.Post, Tuesday(edition), HttpStatusCode.OK, new { to = "2026-10-09" }));

        answers.Sum(answer => answer["changes"]!.AsArray().Count).ShouldBe(1);
        (await Organiser.ReadAsync($"/api/v1/activities/{id}/history"))["entries"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Too_late_a_closed_edition_is_not_changed()
    {
        var slug = $"past-{Guid.NewGuid():N}";
        var created = await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Förra året" },
            startsOn = "2025-10-06",
            endsOn = "2025-10-17",
        });
        var edition = new AnEdition(created.Text("id"), slug);
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/close", HttpStatusCode.OK);

        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/days/2025-10-07/move", HttpStatusCode.Conflict, new { to = "2025-10-08" }))
            .Text("type").ShouldEndWith("edition-closed");
    }

    [Fact]
    public async Task What_a_filter_finds_is_changed_together_and_an_empty_filter_is_refused()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Teatern" });
        var id = await scheduling.PlanAsync(edition, Seminar());
        var change = new { filter = new { topic = "upphandling", day = "2026-10-06" }, change = new { venueId = venue, capacity = 7, addTopics = new[] { "Miljö" } } };

        var changed = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities/change", HttpStatusCode.OK, change);

        changed["changes"]!.AsArray().ShouldHaveSingleItem()!["changed"]!.AsArray().Select(field => field!.Text("field"))
            .ShouldBe(["venueId", "attendance", "capacity", "topics"], ignoreOrder: true);
        (await Organiser.ReadAsync($"/api/v1/activities/{id}"))["place"]!.Text("name").ShouldBe("Teatern");
        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities/change", HttpStatusCode.OK, change)).Number("unchanged").ShouldBe(1);
        var bad = await Organiser.SendAsync(
            HttpMethod.Post, $"{edition.Path}/activities/change", HttpStatusCode.BadRequest, new { filter = new { }, change = new { capacity = 1 } });
        bad["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("filter");
    }

    [Fact]
    public async Task An_activity_is_planned_once_more_at_another_time_and_once_however_often_it_is_sent()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO" });
        var id = await scheduling.PlanAsync(edition, Seminar(hostIds: [host]));
        var key = Guid.NewGuid().ToString();

        var (first, second) = (await DuplicateAsync(), await DuplicateAsync());

        first.Text("id").ShouldBe(second.Text("id"));
        first.Text("endsAt").ShouldBe("2026-10-06T12:00:00+00:00");
        first.Text("status").ShouldBe("draft");
        (await Organiser.ReadAsync($"{edition.Path}/activities"))["items"]!.AsArray().Count.ShouldBe(2);
        (await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/duplicate", HttpStatusCode.Conflict)).Text("type").ShouldEndWith("clash");

        async Task<JsonNode> DuplicateAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{id}/duplicate")
            {
                Content = JsonContent.Create(new { startsAt = "2026-10-06T13:00:00+02:00" }),
            };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await Organiser.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        }
    }

    private static string Tuesday(AnEdition edition) => $"{edition.Path}/days/2026-10-06/move";
}
