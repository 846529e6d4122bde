using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Testing;
using Ical.Net;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Agendas;

public sealed class OfficersAgenda(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    [Fact]
    public async Task An_officer_reads_the_own_day_by_a_link_that_can_be_taken_back()
    {
        var (edition, officer) = await AnOfficerAsync();
        await scheduling.PlanAsync(edition, Seminar(from: "2026-10-07T13:00:00+02:00", to: "2026-10-07T14:00:00+02:00", hostIds: [officer]));

        var link = await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/hosts/{officer}/agenda-link", HttpStatusCode.Created);
        var path = new Uri(link.Text("agenda")).AbsolutePath;

        (await Anyone.ReadAsync(path))["entries"]!.AsArray().Count.ShouldBe(4);
        var day = (await Anyone.ReadAsync($"{path}?day=2026-10-06"))["entries"]!.AsArray();
        day.Select(entry => entry!.Text("startsAt")).ShouldBe(
            ["2026-10-06T07:00:00+00:00", "2026-10-06T07:20:00+00:00", "2026-10-06T07:40:00+00:00"]);
        (await Organiser.ReadAsync($"/api/v1/hosts/{officer}/agenda?day=2026-10-07"))["entries"]!.AsArray().Count.ShouldBe(1);
        await Anyone.SendAsync(HttpMethod.Get, $"/api/v1/hosts/{officer}/agenda", HttpStatusCode.Unauthorized);

        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/hosts/{officer}/agenda-link", HttpStatusCode.NoContent);
        await Anyone.SendAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_officer_makes_the_own_link_and_nobody_elses()
    {
        var (_, officer) = await AnOfficerAsync();
        var address = $"/api/v1/hosts/{officer}/agenda-link";
        await scheduling.Running.AsHost(Guid.NewGuid().ToString()).SendAsync(HttpMethod.Post, address, HttpStatusCode.Forbidden);

        var first = await scheduling.Running.AsHost(officer).SendAsync(HttpMethod.Post, address, HttpStatusCode.Created);
        (await Anyone.ReadAsync(new Uri(first.Text("agenda")).AbsolutePath))["entries"]!.AsArray().Count.ShouldBe(3);

        await scheduling.Running.AsHost(officer).SendAsync(HttpMethod.Post, address, HttpStatusCode.Created);
        await Anyone.SendAsync(HttpMethod.Get, new Uri(first.Text("agenda")).AbsolutePath, HttpStatusCode.NotFound);
        await scheduling.Running.AsHost(officer).SendAsync(HttpMethod.Delete, address, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_calendar_tells_which_slots_are_booked_and_which_are_drafts()
    {
        var (edition, officer) = await AnOfficerAsync();
        await scheduling.ReleaseAsync(edition);
        await scheduling.PlanAsync(edition, Seminar(from: "2026-10-07T13:00:00+02:00", to: "2026-10-07T14:00:00+02:00", hostIds: [officer]));
        var link = await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/hosts/{officer}/agenda-link", HttpStatusCode.Created);
        var path = new Uri(link.Text("calendar")).AbsolutePath;
        var slot = (await Organiser.ReadAsync($"/api/v1/hosts/{officer}/agenda"))["entries"]!.AsArray()[1]!.Text("activityId");

        await scheduling.Running.Bus.PublishAsync(
            new SeatsChanged(new ActivityId(Guid.Parse(slot)), new EditionId(Guid.Parse(edition.Id)), 1, 1, 0, 3));
        await Eventually.TrueAsync(async () => (await Anyone.GetStringAsync(path)).Contains("(bokad)", StringComparison.Ordinal));

        var events = Calendar.Load(await Anyone.GetStringAsync(path))!.Events.OrderBy(each => each.Start!.Value).ToList();
        events.Select(each => each.Summary).ShouldBe(
            ["Samtal med Handläggare miljö (ledig)", "Samtal med Handläggare miljö (bokad)", "Samtal med Handläggare miljö (ledig)", "Så möts vi"]);
        events.Select(each => each.Status).ShouldBe(["CONFIRMED", "CONFIRMED", "CONFIRMED", "TENTATIVE"]);
    }

    [Fact]
    public async Task A_booked_slot_survives_a_new_cut_and_the_others_leave_the_programme()
    {
        var (edition, officer) = await AnOfficerAsync();
        await scheduling.ReleaseAsync(edition);
        var slots = (await Organiser.ReadAsync($"/api/v1/hosts/{officer}/agenda"))["entries"]!.AsArray();
        var booked = slots[1]!.Text("activityId");
        await scheduling.Running.Bus.PublishAsync(
            new SeatsChanged(new ActivityId(Guid.Parse(booked)), new EditionId(Guid.Parse(edition.Id)), 1, 1, 0, 3));
        await Eventually.TrueAsync(async () =>
            (await Organiser.ReadAsync($"/api/v1/activities/{booked}"))["organiser"]!["seats"]?.Number("confirmed") == 1);

        var cut = await Organiser.SendAsync(HttpMethod.Put, $"{edition.Path}/open-house", HttpStatusCode.OK, Period(officer, slotMinutes: 10));

        (cut.Number("kept"), cut.Number("withdrawn"), cut.Number("planned")).ShouldBe((1, 2, 4));
        await scheduling.ReleaseAsync(edition);
        var programme = (await Anyone.ReadAsync(edition.Programme))["activities"]!.AsArray();
        programme.Select(activity => activity!.Text("status")).ShouldAllBe(status => status == "released");
        programme.Count.ShouldBe(5);
        programme.Select(activity => activity!.Text("id")).ShouldContain(booked);
    }

    private async Task<(AnEdition Edition, string Officer)> AnOfficerAsync()
    {
        var edition = await scheduling.NewEditionAsync();
        var officer = await scheduling.AddAsync(edition, "hosts", new { name = "Handläggare miljö" });
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, Period(officer, slotMinutes: 20));
        return (edition, officer);
    }

    private static object Period(string officer, int slotMinutes) => new
    {
        hostId = officer,
        startsAt = "2026-10-06T09:00:00+02:00",
        endsAt = "2026-10-06T10:00:00+02:00",
        slotMinutes,
    };
}
