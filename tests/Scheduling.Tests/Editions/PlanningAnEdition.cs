using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Testing;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Editions;

public sealed class PlanningAnEdition(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    [Fact]
    public async Task A_draft_is_for_organisers_until_it_is_opened_and_nothing_is_planned_once_it_is_closed()
    {
        var slug = $"past-{Guid.NewGuid():N}";
        var id = (await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Förra året" },
            startsOn = "2025-10-06",
            endsOn = "2025-10-17",
        })).Text("id");
        var edition = new AnEdition(id, slug);

        await Anyone.SendAsync(HttpMethod.Get, $"/api/v1/editions/{slug}", HttpStatusCode.NotFound);
        (await Organiser.ReadAsync($"/api/v1/editions/{slug}")).Text("status").ShouldBe("draft");

        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        (await Anyone.ReadAsync($"/api/v1/editions/{slug}")).Text("status").ShouldBe("open");

        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/close", HttpStatusCode.OK)).Text("status").ShouldBe("closed");
        var refused = await Organiser.SendAsync(
            HttpMethod.Post,
            $"{edition.Path}/activities",
            HttpStatusCode.Conflict,
            Seminar(from: "2025-10-07T09:00:00+02:00", to: "2025-10-07T10:00:00+02:00"));
        refused.Text("type").ShouldEndWith("edition-closed");
    }

    [Fact]
    public async Task An_edition_with_days_left_is_not_closed()
    {
        var slug = $"future-{Guid.NewGuid():N}";
        var edition = await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Långt fram" },
            startsOn = "2099-10-05",
            endsOn = "2099-10-16",
        });

        (await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/editions/{edition.Text("id")}/close", HttpStatusCode.Conflict))
            .Text("type").ShouldEndWith("edition-not-over");
    }

    [Fact]
    public async Task Rooms_of_one_venue_are_used_side_by_side_and_all_of_it_by_nobody_else()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new
        {
            name = "Kommunhuset",
            capacity = 200,
            rooms = new object[] { new { name = "Aspen", capacity = 20 }, new { name = "Säveån", capacity = 60 } },
            accessibility = new { stepFree = true, hearingLoop = true, accessibleToilet = true, note = "Hiss från baksidan" },
        });

        await scheduling.PlanAsync(edition, In(venue, "Aspen", 20));
        await scheduling.PlanAsync(edition, In(venue, "Säveån", 60));
        var refused = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.Conflict, In(venue, null, 60));
        refused["clashes"]!.AsArray().Select(clash => clash!.Text("why")).ShouldBe(["taken", "taken"]);
        var small = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.Conflict, In(venue, "Aspen", 21, "2026-10-07"));
        small["clashes"]!.AsArray().ShouldHaveSingleItem()!.Text("why").ShouldBe("tooSmall");
        var unknown = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.BadRequest, In(venue, "Sjön", 1));
        unknown["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("room");

        await scheduling.ReleaseAsync(edition);
        (await Anyone.ReadAsync(edition.Programme))["activities"]!.AsArray().Select(activity => activity!["place"]!.Text("room"))
            .ShouldBe(["Aspen", "Säveån"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_way_that_takes_longer_than_the_break_is_a_clash_and_so_are_closed_doors_and_days_off()
    {
        var edition = await scheduling.NewEditionAsync();
        var here = await scheduling.AddAsync(edition, "venues", new { name = "Här" });
        var there = await scheduling.AddAsync(edition, "venues", new
        {
            name = "Där",
            openingHours = new[] { new { day = "tuesday", from = "08:00", to = "12:00" } },
        });
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO" });
        await Organiser.SendAsync(HttpMethod.Put, $"{edition.Path}/travel-times", HttpStatusCode.OK, new
        {
            ways = new[] { new { fromVenueId = here, toVenueId = there, minutes = 25 } },
        });
        await scheduling.PlanAsync(edition, Seminar(venueId: here, hostIds: [host]));

        var tooEarly = Seminar(from: "2026-10-06T10:20:00+02:00", to: "2026-10-06T12:00:00+02:00", venueId: there, hostIds: [host]);
        var clash = (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.Conflict, tooEarly))
            ["clashes"]!.AsArray().ShouldHaveSingleItem()!;
        (clash.Text("why"), clash.Text("what"), clash.Number("minutes")).ShouldBe(("travel", "host", 25));

        var second = await scheduling.PlanAsync(
            edition, Seminar(from: "2026-10-06T10:25:00+02:00", to: "2026-10-06T12:00:00+02:00", venueId: there, hostIds: [host]));
        (await Organiser.ReadAsync($"{edition.Path}/clashes"))["clashing"]!.AsArray().ShouldBeEmpty();

        // The host takes the day off, which nobody can refuse: the report tells.
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/hosts/{host}", HttpStatusCode.OK, new
        {
            name = "KSO",
            unavailable = new[] { new { startsAt = "2026-10-06T11:00:00+02:00", endsAt = "2026-10-06T17:00:00+02:00", note = "Ledig" } },
            reason = "Semester",
        });
        var report = await Organiser.ReadAsync($"{edition.Path}/clashes");
        report.Number("activities").ShouldBe(2);
        var clashing = report["clashing"]!.AsArray().ShouldHaveSingleItem()!;
        clashing.Text("activityId").ShouldBe(second);
        clashing["clashes"]!.AsArray().ShouldHaveSingleItem()!.Text("why").ShouldBe("unavailable");
    }

    [Fact]
    public async Task The_nearest_free_times_of_hosts_and_a_venue_are_suggested()
    {
        // The times have to be ahead of now.
        var slug = $"ahead-{Guid.NewGuid():N}";
        var created = await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Framöver" },
            startsOn = "2099-10-05",
            endsOn = "2099-10-16",
        });
        var edition = new AnEdition(created.Text("id"), slug);
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Teatern" });
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO" });
        await scheduling.PlanAsync(edition, Seminar(from: "2099-10-06T09:00:00+02:00", to: "2099-10-06T10:00:00+02:00", hostIds: [host]));
        await scheduling.PlanAsync(edition, Seminar(from: "2099-10-06T10:00:00+02:00", to: "2099-10-06T11:00:00+02:00", venueId: venue));

        var suggested = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/suggest-times", HttpStatusCode.OK, new
        {
            minutes = 60,
            hostIds = new[] { host },
            venueId = venue,
            near = "2099-10-06T09:15:00+02:00",
            limit = 2,
        });

        suggested["times"]!.AsArray().Select(time => time!.Text("startsAt"))
            .ShouldBe(["2099-10-06T06:00:00+00:00", "2099-10-06T09:00:00+00:00"]);
        var unknown = await Organiser.SendAsync(
            HttpMethod.Post, $"{edition.Path}/suggest-times", HttpStatusCode.BadRequest, new { minutes = 60, hostIds = new[] { Guid.NewGuid() } });
        unknown["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("hostIds");
    }

    [Fact]
    public async Task A_capacity_below_the_confirmed_is_accepted_and_the_answer_tells_what_that_means()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar(capacity: 40));
        await scheduling.Running.Bus.PublishAsync(Seats(id, edition, confirmed: 12, version: 14));
        await scheduling.Running.Bus.PublishAsync(Seats(id, edition, confirmed: 30, version: 9));
        await Eventually.TrueAsync(async () =>
            (await Organiser.ReadAsync($"/api/v1/activities/{id}"))["organiser"]!["seats"]?.Number("confirmed") == 12);

        var answer = await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.OK, Seminar(capacity: 10));

        answer.Number("capacity").ShouldBe(10);
        var seats = answer["organiser"]!["seats"]!;
        seats.Number("overbooked").ShouldBe(2);
        seats.Text("consequence").ShouldContain("Ingen förlorar sin plats");
    }

    [Fact]
    public async Task Next_years_edition_begins_with_this_ones_places_hosts_and_activities()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Teatern" });
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO" });
        await scheduling.PlanAsync(edition, Seminar(venueId: venue, hostIds: [host]));
        var next = new { slug = $"next-{Guid.NewGuid():N}", name = new { sv = "Nästa" }, startsOn = "2027-10-04" };

        var copied = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/copy", HttpStatusCode.Created, next);

        copied.Number("activities").ShouldBe(1);
        copied["edition"]!.Text("endsOn").ShouldBe("2027-10-15");
        var id = copied["edition"]!.Text("id");
        var activity = (await Organiser.ReadAsync($"/api/v1/editions/{id}/activities"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        activity.Text("startsAt").ShouldBe("2027-10-05T07:00:00+00:00");
        activity["place"]!.Text("name").ShouldBe("Teatern");
        activity["hosts"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("KSO");
        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/copy", HttpStatusCode.Conflict, next)).Text("type").ShouldEndWith("slug-taken");
    }

    [Fact]
    public async Task Two_organisers_who_change_one_venue_are_told_of_each_other()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Teatern" });
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/venues/{venue}", HttpStatusCode.OK, new { name = "Teatern", capacity = 100 }, ifMatch: "\"1\"");

        await Organiser.SendAsync(
            HttpMethod.Put, $"/api/v1/venues/{venue}", HttpStatusCode.PreconditionFailed, new { name = "Teatern", capacity = 90 }, ifMatch: "\"1\"");

        (await Organiser.ReadAsync($"/api/v1/venues/{venue}")).Number("capacity").ShouldBe(100);
    }

    public static TheoryData<string, object> BadVenues => new()
    {
        { "rooms", new { name = "A", rooms = new[] { new { name = "Ett" }, new { name = "Ett" } } } },
        { "rooms[0].name", new { name = "A", rooms = new[] { new { name = new string('x', 10_000) } } } },
        { "openingHours[0]", new { name = "A", openingHours = new[] { new { day = "monday", from = "12:00", to = "08:00" } } } },
        { "accessibility.note", new { name = "A", accessibility = new { note = "Hiss\u0007" } } },
    };

    [Theory, MemberData(nameof(BadVenues))]
    public async Task A_bad_venue_is_refused_by_field(string field, object venue)
    {
        var edition = await scheduling.NewEditionAsync();

        var refused = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/venues", HttpStatusCode.BadRequest, venue);

        refused["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
    }

    [Fact]
    public async Task An_unlisted_activity_is_read_by_its_link_and_is_in_no_programme()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.PlanAsync(edition, Seminar());
        var id = await scheduling.PlanAsync(edition, new
        {
            kind = "meeting",
            title = new { sv = "Slutet möte" },
            startsAt = "2026-10-07T09:00:00+02:00",
            endsAt = "2026-10-07T10:00:00+02:00",
            capacity = 10,
            topics = new[] { "Miljö" },
            visibility = "unlisted",
        });
        await scheduling.ReleaseAsync(edition);

        var shown = await Anyone.ReadAsync($"/api/v1/activities/{id}");
        shown.Text("status").ShouldBe("released");
        shown["topics"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("miljo");
        (await Anyone.ReadAsync(edition.Programme)).ToJsonString().ShouldNotContain("Slutet");
        (await Anyone.ReadAsync($"{edition.Path}/releases")).ToJsonString().ShouldNotContain("Slutet");
    }

    private static object In(string venue, string? room, int capacity, string day = "2026-10-06") => new
    {
        kind = "seminar",
        title = new { sv = $"I {room}" },
        startsAt = $"{day}T09:00:00+02:00",
        endsAt = $"{day}T10:00:00+02:00",
        venueId = venue,
        room,
        capacity,
    };

    private static SeatsChanged Seats(string activity, AnEdition edition, int confirmed, long version) =>
        new(new ActivityId(Guid.Parse(activity)), new EditionId(Guid.Parse(edition.Id)), 40, confirmed, 0, version);
}
