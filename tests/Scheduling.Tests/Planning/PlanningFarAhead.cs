using System.Net;
using Ical.Net;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Planning;

/// <summary>An edition is planned as long before as its organisers like.</summary>
public sealed class PlanningFarAhead(SchedulingService scheduling)
{
    [Theory]
    [InlineData("2028-10-02", "2028-10-15", "2028-10-03T09:00:00+02:00", "2028-10-03T10:00:00+02:00")]
    [InlineData("2027-10-25", "2027-11-05", "2027-10-28T09:00:00+02:00", "2027-10-28T10:00:00+02:00")]
    [InlineData("2033-01-10", "2033-01-21", "2033-01-12T09:00:00+01:00", "2033-01-12T10:00:00+01:00")]
    [InlineData("2020-03-02", "2020-03-13", "2020-03-04T09:00:00+01:00", "2020-03-04T10:00:00+01:00")]
    public async Task Its_calendars_are_there_however_far_it_is(string startsOn, string endsOn, string startsAt, string endsAt)
    {
        var slug = $"lerum-{Guid.NewGuid():N}";
        var made = await scheduling.Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Business Focus Lerum", en = "Business Focus Lerum" },
            startsOn,
            endsOn,
        });
        var edition = new AnEdition(made.Text("id"), slug);
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "Näringslivschef" });
        var id = await scheduling.PlanAsync(edition, Seminar(startsAt, endsAt, hostIds: [host]));
        await scheduling.ReleaseAsync(edition);
        var link = await scheduling.Organiser.SendAsync(HttpMethod.Post, $"/api/v1/hosts/{host}/agenda-link", HttpStatusCode.Created);

        foreach (var path in (string[])[$"{edition.Programme}.ics", $"/api/v1/activities/{id}.ics", new Uri(link.Text("calendar")).AbsolutePath])
        {
            using var answer = await scheduling.Anyone.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var calendar = Calendar.Load(await answer.Content.ReadAsStringAsync())!;
            calendar.TimeZones.ShouldHaveSingleItem().TimeZoneInfos.Select(rule => rule.Name).ShouldBe(["DAYLIGHT", "STANDARD"]);
            var @event = calendar.Events.ShouldHaveSingleItem();
            @event.Uid.ShouldBe($"{id}@businessfocus");
            @event.Start!.AsUtc.ShouldBe(DateTimeOffset.Parse(startsAt, null).UtcDateTime);
            @event.Location.ShouldBe("Digitalt", "it has a link and no place");
        }
    }

    [Theory]
    [InlineData("https://meet.example/abc\r\nX-EVIL:1")]
    [InlineData("meet.example/abc")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://meet.example@evil.example/")]
    public async Task A_link_that_is_no_web_address_is_refused_wherever_it_comes_in(string joinLink)
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        var body = new
        {
            kind = "seminar",
            title = new { sv = "Så möts vi" },
            startsAt = "2026-10-06T13:00:00+02:00",
            endsAt = "2026-10-06T14:00:00+02:00",
            capacity = 40,
            joinLink,
        };

        (await scheduling.Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.BadRequest, body))["errors"]!["joinLink"].ShouldNotBeNull();
        (await scheduling.Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.BadRequest, body, ifMatch: "*"))["errors"]!["joinLink"]
            .ShouldNotBeNull();
        var imported = await scheduling.Organiser.ImportAsync(
            $"{edition.Path}/import", $"kind,startsAt,endsAt,title.sv,capacity,joinLink\nseminar,2026-10-06T13:00,2026-10-06T14:00,Så möts vi,40,\"{joinLink}\"\n");
        (imported.Number("planned"), imported["refused"]!.AsArray().Count > 0).ShouldBe((0, true));
    }
}
