using System.Net;
using System.Net.Http.Headers;
using Ical.Net;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Programme;

public sealed class ReadingTheProgramme(SchedulingService scheduling)
{
    private static readonly string Programme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "programme-2026.csv"));

    [Theory]
    [InlineData("day=2026-10-07", 2)]
    [InlineData("kind=companyVisit", 4)]
    [InlineData("topic=upphandling", 1)]
    [InlineData("language=en", 1)]
    [InlineData("language=fi", 0)]
    [InlineData("q=UPPHANDLING", 1)]
    [InlineData("q=dergård", 3)]
    [InlineData("day=2026-10-08&kind=openHouse", 1)]
    [InlineData("q=finns+inte", 0)]
    [InlineData("", 16)]
    public async Task The_programme_is_filtered(string query, int expected)
    {
        var edition = await ReleasedAsync();

        (await scheduling.Anyone.ReadAsync($"{edition.Programme}?{query}"))["activities"]!.AsArray().Count.ShouldBe(expected);
    }

    [Theory]
    [InlineData("day=yesterday")]
    [InlineData("kind=party")]
    [InlineData("kind=7")]
    [InlineData("language=english")]
    public async Task A_filter_that_means_nothing_is_refused(string query)
    {
        var edition = await scheduling.NewEditionAsync();

        await scheduling.Anyone.SendAsync(HttpMethod.Get, $"{edition.Programme}?{query}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_conversation_is_found_by_what_its_officer_speaks_and_a_seminar_by_what_is_spoken_there()
    {
        var edition = await scheduling.NewEditionAsync();
        var officer = await scheduling.AddAsync(edition, "hosts", new { name = "Bo", languages = (string[])["sv", "ar"] });
        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, new
        {
            hostId = officer,
            startsAt = "2026-10-06T09:00:00+02:00",
            endsAt = "2026-10-06T09:20:00+02:00",
            slotMinutes = 20,
        });
        await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);

        var found = (await scheduling.Anyone.ReadAsync($"{edition.Programme}?language=ar"))["activities"]!.AsArray().ShouldHaveSingleItem()!;

        found["languages"]!.AsArray().Select(language => language!.GetValue<string>()).ShouldBe(["sv", "ar"]);
        (await scheduling.Anyone.ReadAsync($"{edition.Programme}?language=sv"))["activities"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".ics")]
    public async Task Whoever_has_it_already_is_not_sent_it_again_until_it_changes(string suffix)
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);
        using var first = await scheduling.Anyone.GetAsync(edition.Programme + suffix);
        var tag = first.Headers.ETag.ShouldNotBeNull();
        tag.IsWeak.ShouldBeFalse();

        (await StatusAsync(edition.Programme + suffix, tag)).ShouldBe(HttpStatusCode.NotModified);
        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/cancel", HttpStatusCode.OK);
        (await StatusAsync(edition.Programme + suffix, tag)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_instance_shows_a_release_within_a_moment()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        await using var another = await scheduling.Running.StartAnotherAsync<Program>();
        (await another.Http.ReadAsync(edition.Programme)).Number("version").ShouldBe(0);
        await scheduling.PlanAsync(edition, Seminar());

        await scheduling.ReleaseAsync(edition);

        await Testing.Eventually.TrueAsync(
            async () => (await another.Http.ReadAsync(edition.Programme)).Number("version") == 1, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_calendar_file_is_read_by_a_library()
    {
        var edition = await ReleasedAsync();

        using var answer = await scheduling.Anyone.GetAsync($"{edition.Programme}.ics");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var text = await answer.Content.ReadAsStringAsync();
        text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);

        var calendar = Calendar.Load(text).ShouldNotBeNull();
        calendar.TimeZones.ShouldHaveSingleItem().TzId.ShouldBe("Europe/Stockholm");
        calendar.Events.Count.ShouldBe(16);
        var opening = calendar.Events.OrderBy(each => each.Start!.AsUtc).First();
        opening.Summary.ShouldBe("Invigningsfrukost: två veckor för företagen");
        opening.Start!.TzId.ShouldBe("Europe/Stockholm");
        opening.Start.AsUtc.ShouldBe(new DateTime(2026, 10, 5, 5, 30, 0, DateTimeKind.Utc));
        opening.Location.ShouldBe("Dergårdsteatern");
    }

    [Fact]
    public async Task One_activity_is_a_calendar_file_of_its_own_that_says_when_it_is_cancelled()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = (await scheduling.Organiser.SendAsync(
            HttpMethod.Post,
            $"{edition.Path}/venues",
            HttpStatusCode.Created,
            new { name = "Teatern", address = "Torget 1", latitude = 57.5, longitude = 12.25 })).Text("id");
        var id = await scheduling.PlanAsync(edition, Seminar(venueId: venue));
        await scheduling.Anyone.SendAsync(HttpMethod.Get, $"/api/v1/activities/{id}.ics", HttpStatusCode.NotFound);
        await scheduling.ReleaseAsync(edition);

        var released = await EventAsync(id, "en");
        released.Uid.ShouldBe($"{id}@businessfocus");
        released.Summary.ShouldBe("How we meet");
        released.Sequence.ShouldBe(0);
        released.Status.ShouldBe("CONFIRMED");
        released.LastModified.ShouldNotBeNull();
        released.Location.ShouldBe("Teatern, Torget 1");
        released.GeographicLocation.ShouldNotBeNull().Latitude.ShouldBe(57.5);

        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/cancel", HttpStatusCode.OK);
        var cancelled = await EventAsync(id, "sv");
        cancelled.Sequence.ShouldBe(1);
        cancelled.Status.ShouldBe("CANCELLED");
        cancelled.Summary.ShouldBe("Så möts vi");
    }

    private async Task<AnEdition> ReleasedAsync()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.Organiser.ImportAsync($"{edition.Path}/import", Programme);
        await scheduling.ReleaseAsync(edition);
        return edition;
    }

    private async Task<Ical.Net.CalendarComponents.CalendarEvent> EventAsync(string id, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/activities/{id}.ics");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        using var answer = await scheduling.Anyone.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Calendar.Load(await answer.Content.ReadAsStringAsync())!.Events.ShouldHaveSingleItem();
    }

    private async Task<HttpStatusCode> StatusAsync(string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        using var answer = await scheduling.Anyone.SendAsync(request);
        return answer.StatusCode;
    }
}
