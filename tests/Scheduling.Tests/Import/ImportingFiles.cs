using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;

namespace BusinessFocus.Scheduling.Tests.Import;

/// <summary>Programmes as spreadsheets, browsers and other systems write them.</summary>
public sealed class ImportingFiles(SchedulingService scheduling)
{
    private const string Csv = "text/csv";
    private const string Excel = "application/vnd.ms-excel";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Json = "application/json";

    [Theory]
    [InlineData(Workbook)]
    [InlineData(Excel)]
    public async Task A_workbook_is_read_with_its_times_numbers_and_cells_of_several_lines(string mediaType)
    {
        var edition = await scheduling.NewEditionAsync();
        var file = Workbooks.Of(
            [],
            ["Typ", "Starttid", "Sluttid", "Titel", "Beskrivning", "Antal platser", "Ansvarig"],
            ["seminar", new DateTime(2026, 10, 6, 9, 0, 0), new DateTime(2026, 10, 6, 10, 30, 0), "Så möts vi", "Rad ett\nRad två", 40, "Åsa"],
            ["seminar", "i morgon", new DateTime(2026, 10, 7, 10, 0, 0), "Fel", null, 40, null]);

        var taken = await TakeInAsync(edition, file, mediaType);

        RefusedIn(taken).ShouldBe([(4, "startsAt")]);
        UnknownIn(taken).ShouldBe(["Ansvarig"]);
        var activity = await OnlyActivityAsync(edition);
        activity["title"]!.Text("sv").ShouldBe("Så möts vi");
        activity["description"]!.Text("sv").ShouldBe("Rad ett\nRad två");
        activity.Number("capacity").ShouldBe(40);
        activity["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(DateTimeOffset.Parse("2026-10-06T09:00:00+02:00", null));
    }

    [Theory]
    [InlineData("sep=;\r\nkind;startsAt;endsAt;title.sv;description.sv;capacity\r\nseminar;2026-10-06T09:00;2026-10-06T10:00;Så möts vi;\"Rad ett\nRad två\";40\r\n", Excel)]
    [InlineData("\n\nkind,startsAt,endsAt,title.sv,description.sv,capacity\nseminar,2026-10-06T09:00,2026-10-06T10:00,Så möts vi,\"Rad ett\nRad två\",40\n", Csv)]
    [InlineData("Typ;Start;Slut;Titel;Beskrivning;Kapacitet\nseminar;2026-10-06T09:00;2026-10-06T10:00;Så möts vi;Rad ett\\nRad två;40\n", Csv)]
    public async Task A_file_is_read_with_cells_of_several_lines_whatever_is_before_its_header(string file, string mediaType)
    {
        var edition = await scheduling.NewEditionAsync();

        var taken = await TakeInAsync(edition, Encoding.UTF8.GetBytes(file), mediaType);

        RefusedIn(taken).ShouldBeEmpty();
        UnknownIn(taken).ShouldBeEmpty();
        (await OnlyActivityAsync(edition))["description"]!.Text("sv").ShouldBe("Rad ett\nRad två");
    }

    [Fact]
    public async Task A_value_of_a_wrong_type_refuses_its_own_row_and_a_member_that_nobody_knows_is_told_by_name()
    {
        var edition = await scheduling.NewEditionAsync();

        var taken = await TakeInAsync(edition, Encoding.UTF8.GetBytes(
            """
            [
              { "kind": "seminar", "startsAt": "2026-10-06T09:00", "endsAt": "2026-10-06T10:00", "title": { "sv": "Så möts vi" }, "capacity": 40, "colour": "red" },
              { "kind": "seminar", "startsAt": "2026-10-07T09:00", "endsAt": "2026-10-07T10:00", "title": { "sv": ["Fel"] }, "capacity": 40 },
              { "kind": "seminar", "startsAt": true, "endsAt": "2026-10-08T10:00", "title": { "sv": "Fel" }, "capacity": 40 },
              null, "fem"
            ]
            """), Json);

        RefusedIn(taken).ShouldBe([(2, "title.sv"), (3, "startsAt"), (4, "row"), (5, "row")]);
        UnknownIn(taken).ShouldBe(["colour"]);
        (await OnlyActivityAsync(edition))["title"]!.Text("sv").ShouldBe("Så möts vi");
    }

    [Fact]
    public async Task A_needed_header_that_is_missing_is_told_with_those_that_were_found()
    {
        var edition = await scheduling.NewEditionAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("Typ;Start;Slut;Titel;Antal\nseminar;2026-10-06T09:00;2026-10-06T10:00;Så möts vi;40\n"))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(Excel) },
        };

        using var answer = await scheduling.Organiser.PostAsync($"{edition.Path}/import", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["capacity"]![0]!.GetValue<string>()
            .ShouldBe("Kolumnen saknas. Filen har: Typ, Start, Slut, Titel, Antal.");
    }

    private async Task<JsonNode> OnlyActivityAsync(AnEdition edition) =>
        (await scheduling.Organiser.ReadAsync($"{edition.Path}/activities"))["items"]!.AsArray().ShouldHaveSingleItem()!;

    private static List<(int Row, string Column)> RefusedIn(JsonNode taken) => [.. taken["refused"]!.AsArray().Select(row => (row!.Number("row"), row!.Text("column")))];

    private static List<string> UnknownIn(JsonNode taken) => [.. taken["unknownColumns"]!.AsArray().Select(name => name!.GetValue<string>())];

    private async Task<JsonNode> TakeInAsync(AnEdition edition, byte[] file, string mediaType)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        using var answer = await scheduling.Organiser.PostAsync($"{edition.Path}/import", content);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
