using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Scheduling;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Export;

public sealed class TakingOutAndIn(SchedulingService scheduling)
{
    private const string Rows = "kind;startsAt;endsAt;title.sv;hosts;capacity;topics\nseminar;2026-10-06T09:00;2026-10-06T10:00;Så möts vi;Åsa Öberg|Kommundirektör;40;miljö\n";

    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Rows) },
        { "utf-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Rows)] },
        { "utf-16 with a mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Rows)] },
        { "utf-16 without", Encoding.Unicode.GetBytes(Rows) },
        { "utf-16, the big end first", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Rows)] },
        { "latin-1", Encoding.Latin1.GetBytes(Rows) },
        { "tabs", Encoding.UTF8.GetBytes(Rows.Replace(';', '\t')) },
        { "commas", Encoding.UTF8.GetBytes(Rows.Replace(';', ',')) },
    };

    [Theory, MemberData(nameof(Encodings))]
    public async Task A_programme_is_read_in_any_encoding_with_any_separator(string what, byte[] file)
    {
        var edition = await scheduling.NewEditionAsync();

        var taken = await TakeInAsync(edition, "", file, "text/csv", HttpStatusCode.OK);

        taken["refused"]!.AsArray().ShouldBeEmpty(what);
        var activity = (await Organiser.ReadAsync($"{edition.Path}/activities"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        activity["title"]!.Text("sv").ShouldBe("Så möts vi");
        activity["hosts"]![0]!.GetValue<string>().ShouldBe("Åsa Öberg");
        activity["topics"]![0]!.GetValue<string>().ShouldBe("miljo");
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    public async Task What_was_taken_out_changes_nothing_when_it_is_taken_in_again(string format, string mediaType)
    {
        var edition = await PlannedAsync();

        var file = await Organiser.GetByteArrayAsync($"{edition.Path}/export?format={format}");
        var again = await TakeInAsync(edition, "", file, mediaType, HttpStatusCode.OK);

        (again.Number("planned"), again.Number("changed"), again.Number("unchanged")).ShouldBe((0, 0, 3));
        again["refused"]!.AsArray().ShouldBeEmpty();
        (await Organiser.ReadAsync($"{edition.Path}/hosts"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_taken_out_can_be_planned_in_another_edition()
    {
        var edition = await PlannedAsync();
        var other = await scheduling.NewEditionAsync();
        var rows = JsonNode.Parse(await Organiser.GetStringAsync($"{edition.Path}/export?format=json"))!.AsArray();
        foreach (var row in rows)
        {
            row!.AsObject().Remove("id");
            row.AsObject().Remove("room");
        }

        var taken = await TakeInAsync(other, "", Encoding.UTF8.GetBytes(rows.ToJsonString()), "application/json", HttpStatusCode.OK);

        taken.Number("planned").ShouldBe(3);
        taken["refused"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_with_an_id_moves_its_activity_and_a_dry_run_tells_row_by_row()
    {
        var edition = await PlannedAsync();
        var rows = JsonNode.Parse(await Organiser.GetStringAsync($"{edition.Path}/export?format=json"))!.AsArray();
        rows[0]!["startsAt"] = "2026-10-06T08:30";
        rows[0]!["title.sv"] = "Ny titel";
        rows[2]!["capacity"] = -1;
        rows.Add(new JsonObject { ["kind"] = "meeting", ["startsAt"] = "2026-10-14T09:00", ["endsAt"] = "2026-10-14T10:00", ["title.sv"] = "Ett till", ["capacity"] = 5 });
        rows.Add(new JsonObject { ["id"] = Guid.NewGuid(), ["kind"] = "meeting", ["startsAt"] = "2026-10-15T09:00", ["endsAt"] = "2026-10-15T10:00", ["title.sv"] = "Främmande", ["capacity"] = 5 });
        var file = Encoding.UTF8.GetBytes(rows.ToJsonString());

        var told = (await TakeInAsync(edition, "?dryRun=true", file, "application/json", HttpStatusCode.OK))["rows"]!.AsArray();

        told.Select(row => row!.Text("action")).ShouldBe(["changed", "unchanged", "refused", "planned", "refused"]);
        told.Select(row => row!.Number("row")).ShouldBe([1, 2, 3, 4, 5]);
        told[0]!["changed"]!.AsArray().Select(change => change!.Text("field")).ShouldBe(["title", "startsAt"]);
        told[0]!["changed"]![0]!["after"]!.Text("sv").ShouldBe("Ny titel");
        told[2]!["refused"]!.Text("column").ShouldBe("capacity");
        told[3]!["activityId"].ShouldBeNull();
        told[4]!["refused"]!.Text("column").ShouldBe("id");
        (await Organiser.GetStringAsync($"{edition.Path}/export?format=json")).ShouldNotContain("Ny titel");

        await TakeInAsync(edition, "", file, "application/json", HttpStatusCode.OK);
        var after = JsonNode.Parse(await Organiser.GetStringAsync($"{edition.Path}/export?format=json"))!.AsArray();
        after.Count.ShouldBe(4);
        after[0]!.Text("startsAt").ShouldBe("2026-10-06T08:30");
    }

    [Fact]
    public async Task Organisations_in_a_file_are_told_with_the_activity_when_it_is_released_and_after_its_next_change()
    {
        var edition = await scheduling.NewEditionAsync();
        const string Columns = "kind;startsAt;endsAt;title.sv;capacity;hosts;organisations\n";
        await Organiser.ImportAsync($"{edition.Path}/import", Columns + "seminar;2026-10-06T09:00;2026-10-06T10:00;Så möts vi;40;KSO|Ordförande|Rektor;Lerums kommun|Företagarna|Lerums kommun\n");
        await scheduling.ReleaseAsync(edition);

        (await scheduling.Running.Bus.NextAsync<ActivityReleased>(message => message.Activity.EditionSlug == edition.Slug))
            .Activity.HostGroups.ShouldBe(["Lerums kommun", "Företagarna"]);

        await Organiser.ImportAsync($"{edition.Path}/import", Columns + "seminar;2026-10-06T09:00;2026-10-06T10:00;Så möts vi;50;KSO|Ordförande|Rektor;|Näringsliv i Lerum|\n");
        await scheduling.ReleaseAsync(edition);

        (await scheduling.Running.Bus.NextAsync<ActivityChanged>(message => message.Activity.EditionSlug == edition.Slug))
            .Activity.HostGroups.ShouldBe(["Lerums kommun", "Näringsliv i Lerum"]);
        (await Organiser.GetStringAsync($"{edition.Path}/export")).ShouldContain("Lerums kommun|Näringsliv i Lerum|Lerums kommun");
    }

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "text/csv", "", "kind" },
        { "text/csv", "PK\u0003\u0004\u0000\u0001\u0002ÿþ", "body" },
        { "text/csv", "kind,startsAt,endsAt,title.sv\nseminar,2026-10-06T09:00,2026-10-06T10:00,Utan\n", "capacity" },
        { "application/json", "{", "body" },
        { "application/json", "[1, 2]", "body" },
        { "application/json", """[{"kind":"seminar"}]""", "startsAt" },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public async Task A_file_that_cannot_be_read_is_refused_whole(string mediaType, string file, string field)
    {
        var edition = await scheduling.NewEditionAsync();

        var refused = await TakeInAsync(edition, "", Encoding.Latin1.GetBytes(file), mediaType, HttpStatusCode.BadRequest);

        refused["errors"]!.AsObject().Select(error => error.Key).ShouldContain(field);
    }

    [Fact]
    public async Task Bad_rows_come_back_with_column_and_reason_and_the_others_are_taken_in()
    {
        var edition = await scheduling.NewEditionAsync();
        var file = Rows
            + $"seminar;2026-10-06T11:00;2026-10-06T12:00;{new string('x', 10_000)};;40;\n"
            + "seminar;2026-10-06T11:00;2026-10-06T12:00;Styr\u0007tecken;;40;\n"
            + "seminar;2026-10-06T11:00;2026-10-06T12:00;\"Aldrig stängd;;40;\n"
            + "seminar;2026-10-07T11:00;2026-10-07T12:00;Bra;;40;\n";

        var taken = await TakeInAsync(edition, "", Encoding.UTF8.GetBytes(file), "text/csv", HttpStatusCode.OK);

        taken.Number("planned").ShouldBe(2);
        taken["refused"]!.AsArray().Select(row => (row!.Number("row"), row!.Text("column"))).ShouldBe([(3, "title.sv"), (4, "title.sv"), (5, "row")]);
    }

    [Fact]
    public async Task Anyone_takes_out_the_programme_as_a_table_that_is_safe_to_open()
    {
        var edition = await PlannedAsync();
        await scheduling.ReleaseAsync(edition);

        using var answer = await Anyone.GetAsync($"{edition.Programme}.csv?host=KSO");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue();
        var lines = Encoding.UTF8.GetString(bytes)[1..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("id;kind;status;startsAt");
        lines[1].ShouldContain(";released;2026-10-06T09:00;2026-10-06T10:00;");
        lines[1].ShouldContain("'=HYPERLINK");
        lines[1].ShouldNotContain("meet.example");
        using var known = new HttpRequestMessage(HttpMethod.Get, $"{edition.Programme}.csv?host=KSO");
        known.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
        (await Anyone.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await Anyone.ReadAsync($"{edition.Programme}?host=kso"))["activities"]!.AsArray().Count.ShouldBe(1);
        (await Anyone.ReadAsync($"{edition.Programme}?host=KS"))["activities"]!.AsArray().ShouldBeEmpty();
    }

    /// <summary>Three activities with all that a file can carry.</summary>
    private async Task<AnEdition> PlannedAsync()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Huset, \"stora\"", rooms = new[] { new { name = "Aspen" } } });
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO", role = "ordförande", organisation = "Lerums kommun" });
        await scheduling.PlanAsync(edition, Seminar(title: "=HYPERLINK(\"http://evil.example\")", hostIds: [host]));
        await scheduling.PlanAsync(edition, new
        {
            kind = "meeting",
            title = new { sv = "+46 ringer", en = "-1" },
            description = new { sv = "Rad ett\nRad två \\ tre; fyra, \"fem\"", en = "One" },
            startsAt = "2026-10-07T09:00:30+02:00",
            endsAt = "2026-10-07T10:00:00+02:00",
            venueId = venue,
            room = "Aspen",
            capacity = 12,
            waitingListLimit = 3,
            language = "en",
            registrationOpensAt = "2026-09-01T08:00:00+02:00",
            registrationClosesAt = "2026-10-06T12:00:00+02:00",
            membersUntil = "2026-09-08T08:00:00+02:00",
            setUpMinutes = 30,
            takeDownMinutes = 15,
            visibility = "unlisted",
            attendance = "both",
            joinLink = "https://meet.example/two",
        });
        await scheduling.PlanAsync(edition, Seminar(from: "2026-10-08T09:00:00+02:00", to: "2026-10-08T10:00:00+02:00"));
        return edition;
    }

    private async Task<JsonNode> TakeInAsync(AnEdition edition, string query, byte[] file, string mediaType, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        using var answer = await Organiser.PostAsync($"{edition.Path}/import{query}", content);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonNode.Parse(text)!;
    }
}
