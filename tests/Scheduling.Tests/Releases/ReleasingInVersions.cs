using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Releases;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using static BusinessFocus.Scheduling.Tests.Given;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Releases;

public sealed class ReleasingInVersions(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    [Fact]
    public async Task An_urgent_change_is_released_alone_after_a_look_at_what_would_change()
    {
        var edition = await scheduling.NewEditionAsync();
        var urgent = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.PlanAsync(edition, Seminar(title: "Utkast", from: "2026-10-07T09:00:00+02:00", to: "2026-10-07T10:00:00+02:00"));
        (await Organiser.ReadAsync($"{edition.Path}/releases/preview"))["changes"]!.AsArray().Count.ShouldBe(2);

        await ReleaseAsync(edition, HttpStatusCode.Created, new { note = "Brådskande", activityIds = new[] { urgent } });

        (await Anyone.ReadAsync(edition.Programme))["activities"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(urgent);
        (await ReleaseAsync(edition, HttpStatusCode.Conflict, new { activityIds = new[] { urgent } })).Text("type").ShouldEndWith("nothing-to-release");
        var unknown = await ReleaseAsync(edition, HttpStatusCode.BadRequest, new { activityIds = new[] { urgent, Guid.NewGuid().ToString() } });
        unknown["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("activityIds[1]");
    }

    [Fact]
    public async Task Any_two_versions_can_be_compared_and_each_can_be_read_as_it_was()
    {
        var edition = await scheduling.NewEditionAsync();
        var first = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{first}", HttpStatusCode.OK, Seminar(to: "2026-10-06T11:00:00+02:00"));
        await scheduling.ReleaseAsync(edition);
        await scheduling.PlanAsync(edition, Seminar(from: "2026-10-07T09:00:00+02:00", to: "2026-10-07T10:00:00+02:00"));
        await scheduling.ReleaseAsync(edition);

        var changes = (await Anyone.ReadAsync($"{edition.Path}/releases/3/changes?since=1"))["changes"]!.AsArray();
        changes.Select(change => change!["kinds"]![0]!.GetValue<string>()).ShouldBe(["moved", "added"]);
        changes[0]!["before"]!.Text("endsAt").ShouldStartWith("2026-10-06T08:00");
        (await Anyone.ReadAsync($"{edition.Path}/releases/1/programme"))["activities"]!.AsArray().ShouldHaveSingleItem()!
            .Text("endsAt").ShouldStartWith("2026-10-06T08:00");
        await ShouldBeKnownAsync($"{edition.Path}/releases/3/changes?since=1");
        await ShouldBeKnownAsync($"{edition.Path}/releases/1/programme");
        await Anyone.SendAsync(HttpMethod.Get, $"{edition.Path}/releases/1/changes?since=2", HttpStatusCode.BadRequest);
        await Anyone.SendAsync(HttpMethod.Get, $"{edition.Path}/releases/4/changes", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_scheduled_release_goes_out_by_itself_in_the_name_of_whoever_scheduled_it()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        var at = DateTimeOffset.UtcNow.AddSeconds(1);

        await ReleaseAsync(edition, HttpStatusCode.Accepted, new { note = "Klockan åtta", at });
        (await Organiser.ReadAsync($"{edition.Path}/scheduled-releases"))["releases"]!.AsArray().ShouldHaveSingleItem()!.Text("by").ShouldBe("olivia");
        await Anyone.SendAsync(HttpMethod.Get, $"/api/v1/activities/{id}", HttpStatusCode.NotFound);

        await Eventually.TrueAsync(async () => (await Anyone.GetAsync($"/api/v1/activities/{id}")).IsSuccessStatusCode);
        var release = await Anyone.ReadAsync($"{edition.Path}/releases/1");
        release.Text("note").ShouldBe("Klockan åtta");
        DateTimeOffset.Parse(release.Text("releasedAt"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(at);
        (await Organiser.ReadAsync($"{edition.Path}/scheduled-releases"))["releases"]!.AsArray().ShouldBeEmpty();
        await using var session = scheduling.Running.Store.QuerySession();
        (await session.Events.FetchStreamAsync(Guid.Parse(edition.Id)))[^1].UserName.ShouldBe("olivia");
    }

    [Fact]
    public async Task What_came_due_while_nobody_was_there_is_released_once_by_one_of_two_instances()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.PlanAsync(edition, Seminar());
        await using var another = await scheduling.Running.StartAnotherAsync<Program>();
        await using (var session = scheduling.Running.Store.LightweightSession())
        {
            // As it stands in the store when the service has been down over the time.
            session.Events.Append(Guid.Parse(edition.Id), new ReleaseScheduled(
                new ScheduledRelease(ScheduledReleaseId.New(), DateTimeOffset.UtcNow.AddHours(-3), "Försenat", null, "olivia"), DateTimeOffset.UtcNow.AddHours(-9)));
            session.Events.Append(Guid.Parse(edition.Id), new ReleaseScheduled(
                new ScheduledRelease(ScheduledReleaseId.New(), DateTimeOffset.UtcNow.AddHours(-2), "Inget nytt", null, "olivia"), DateTimeOffset.UtcNow.AddHours(-9)));
            await session.SaveChangesAsync();
        }

        await Eventually.TrueAsync(async () =>
            (await Organiser.ReadAsync($"{edition.Path}/scheduled-releases"))["releases"]!.AsArray().Count == 0);

        await using var reads = scheduling.Running.Store.QuerySession();
        var events = (await reads.Events.FetchStreamAsync(Guid.Parse(edition.Id))).Select(@event => @event.Data).ToList();
        events.OfType<ProgrammeReleased>().ShouldHaveSingleItem().Note.ShouldBe("Försenat");
        events.OfType<ScheduledReleaseSkipped>().ShouldHaveSingleItem().Why.ShouldBe("nothing-to-release");
    }

    [Fact]
    public async Task What_comes_due_while_the_service_is_down_goes_out_once_when_it_is_back()
    {
        await using var service = new SchedulingService { Configure = LeaveOutDueReleases };
        await service.InitializeAsync();
        var edition = await service.NewEditionAsync();
        var id = await service.PlanAsync(edition, Seminar());
        var broken = await BrokenEditionAsync(service);
        var at = DateTimeOffset.UtcNow.AddSeconds(2);
        await ReleaseAsync(broken, HttpStatusCode.Accepted, new { at = at.AddMilliseconds(-1) }, service.Organiser);
        var scheduled = await ReleaseAsync(edition, HttpStatusCode.Accepted, new { note = "Klockan åtta", at }, service.Organiser);
        await Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow > at));
        await service.Anyone.SendAsync(HttpMethod.Get, $"/api/v1/activities/{id}", HttpStatusCode.NotFound);

        await using var back = await service.Running.StartAnotherAsync<Program>();
        await using var backToo = await service.Running.StartAnotherAsync<Program>();
        await Eventually.TrueAsync(async () => (await back.Http.GetAsync($"/api/v1/activities/{id}")).IsSuccessStatusCode);
        await Eventually.TrueAsync(async () => (await backToo.Http.ReadAsync(edition.Programme)).Number("version") == 1);

        (await service.Running.Bus.NextAsync<Contracts.Scheduling.ProgrammeReleased>(message => message.EditionSlug == edition.Slug))
            .Note.ShouldBe("Klockan åtta");
        await using var reads = service.Running.Store.QuerySession();
        var events = await reads.Events.FetchStreamAsync(Guid.Parse(edition.Id));
        var released = events.Where(@event => @event.Data is ProgrammeReleased).ShouldHaveSingleItem();
        released.UserName.ShouldBe("olivia");
        ((ProgrammeReleased)released.Data).Scheduled.ToString().ShouldBe(scheduled.Text("id"));
        (await service.Organiser.ReadAsync($"{broken.Path}/scheduled-releases"))["releases"]!.AsArray()
            .ShouldHaveSingleItem("what cannot be made is tried again, and holds nobody up");

        static void LeaveOutDueReleases(IServiceCollection services) =>
            services.Remove(services.Single(each => each.ImplementationType == typeof(DueReleases)));
    }

    [Fact]
    public async Task A_scheduled_release_is_taken_back_and_none_is_scheduled_for_the_past()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.PlanAsync(edition, Seminar());
        var scheduled = await ReleaseAsync(edition, HttpStatusCode.Accepted, new { at = "2099-01-01T08:00:00+01:00" });

        await Organiser.SendAsync(HttpMethod.Delete, $"{edition.Path}/scheduled-releases/{scheduled.Text("id")}", HttpStatusCode.NoContent);

        (await Organiser.ReadAsync($"{edition.Path}/scheduled-releases"))["releases"]!.AsArray().ShouldBeEmpty();
        await Organiser.SendAsync(HttpMethod.Delete, $"{edition.Path}/scheduled-releases/{scheduled.Text("id")}", HttpStatusCode.NotFound);
        var past = await ReleaseAsync(edition, HttpStatusCode.BadRequest, new { at = "2020-01-01T08:00:00+01:00" });
        past["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("at");
    }

    /// <summary>Whoever has it already is not sent it again.</summary>
    private async Task ShouldBeKnownAsync(string path)
    {
        using var first = await Anyone.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var answer = await Anyone.SendAsync(again);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    /// <summary>An edition that cannot be released: its activity takes place where there is no place.</summary>
    private static async Task<AnEdition> BrokenEditionAsync(SchedulingService service)
    {
        var edition = await service.NewEditionAsync();
        await using var session = service.Running.Store.LightweightSession();
        var plan = APlan("2026-10-06", "09:00", "10:00") with { VenueId = VenueId.New() };
        var id = ActivityId.New();
        session.Events.StartStream(id.Value, new ActivityPlanned(id, new EditionId(Guid.Parse(edition.Id)), plan, null, DateTimeOffset.UtcNow));
        await session.SaveChangesAsync();
        return edition;
    }

    private Task<JsonNode> ReleaseAsync(AnEdition edition, HttpStatusCode expected, object request, HttpClient? organiser = null) =>
        (organiser ?? Organiser).SendAsync(HttpMethod.Post, $"{edition.Path}/releases", expected, request);
}
