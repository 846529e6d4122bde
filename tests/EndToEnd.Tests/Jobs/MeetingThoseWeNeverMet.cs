using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>Who in the municipality's register nobody has met: the list shrinks by everybody who is met, and the report tells the same.</summary>
public sealed class MeetingThoseWeNeverMet(Festival festival)
{
    private const string Municipality = "aldrigmott";
    private const string Companies = $"/api/v1/municipalities/{Municipality}/companies";

    [Fact]
    public async Task Who_came_had_a_conversation_or_was_visited_leaves_the_list_and_the_report_counts_as_it_does()
    {
        const string visited = "vera@besokt-aldrig.example";
        using var register = HttpAnswers.Csv(
            "PeOrgNr;Företagsnamn;Besöksadress;Postnr;Postort;Storleksklass\n"
            + "165561777631;Kom AB;Storgatan 1;443 30;FLODA;5-9\n"
            + "811218-9876;Enskild Firma;;;Floda;0\n"
            + "556012-5790;Besökt AB;Bruksvägen 2;443 60;Stenkullen;250\n"
            + "556036-0793;Aldrig AB;Box 3;443 60;Stenkullen;10-19\n"
            + "559439-1509;Inte Heller AB;;;;\n");
        (await (await festival.Organiser.PutAsync(Companies, register)).JsonAsync(HttpStatusCode.OK)).Number("added").ShouldBe(5);

        var now = DateTimeOffset.UtcNow;
        var edition = await PlannedEdition.NewAsync(festival, "aldrig-mott", DateOnly.FromDateTime(now.UtcDateTime.AddDays(-2)), Municipality);
        var host = await edition.HostAsync("Maja Borg", "maja-aldrig@lerum.example");
        var seminar = await edition.ActivityAsync("seminar", "Det pågår", now.AddMinutes(-30), now.AddHours(2));
        var slot = (await edition.SlotsAsync(host, now.AddHours(3), now.AddHours(3.5), "bygglov")).Single();
        await edition.ReleaseAsync(seminar, slot);
        await MetAsync(neverMet: 5);

        // Each names its company in another way than the register does.
        await festival.Organiser.PostAsync(
            $"/api/v1/activities/{seminar}/walk-ins", new { name = "Kim Kom", company = new { organisationNumber = "556177-7631" } }, HttpStatusCode.Created);
        await MetAsync(neverMet: 4);
        var booked = await edition.RegisterAsync(slot, "en@skild-aldrig.example", "Min firma", "198112189876");
        await festival.Organiser.PostAsync("/api/v1/check-ins", new { ticket = booked.Text("ticket"), @override = Programme.Early }, HttpStatusCode.OK);
        await MetAsync(neverMet: 3);
        await VisitAsync(edition, host, visited, now.AddDays(1));
        await MetAsync(neverMet: 2);

        var list = (await festival.Organiser.GetAsync($"{Companies}?met=false", HttpStatusCode.OK))["items"]!.AsArray();
        list.Select(each => each!.Text("name")).ShouldBe(["Aldrig AB", "Inte Heller AB"], ignoreOrder: true);
        (await festival.Organiser.GetAsync($"{Companies}?met=false&area=stenkullen&companySize=small", HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
        (await festival.Organiser.GetStringAsync(Companies)).ShouldNotContain("9876");

        var figures = (await festival.Organiser.GetAsync($"{Companies}/figures", HttpStatusCode.OK))["rows"]!.AsArray();
        var reported = await Eventually.ValueAsync(async () =>
            (await festival.Organiser.GetAsync($"{edition.Path}/report", HttpStatusCode.OK))["metCompanies"] is { } told && told["rows"]![0]!["numbers"]!.Number("met") == 3 ? told : null);
        reported["rows"]!.AsArray().Select(row => (row!.Text("by"), (string?)row!["group"], Numbers(row["numbers"]!))).ShouldBe(
            figures.Where(row => row!["area"] is null || row["size"] is null).Select(row => (
                row!["area"] is not null ? "area" : row["size"] is not null ? "size" : "total", (string?)(row["area"] ?? row["size"]), Numbers(row))));
        reported["rows"]![0]!["numbers"]!.Number("firstMet").ShouldBe(3);
        (await festival.Organiser.GetStringAsync($"{edition.Path}/report?format=csv")).ShouldContain("metCompanies;area/Floda;");
    }

    /// <summary>It asks, is proposed a time, says yes, and the visit takes place.</summary>
    private async Task VisitAsync(PlannedEdition edition, string host, string email, DateTimeOffset startsAt)
    {
        var visit = (await festival.Anyone.PostAsync(
            $"{edition.Path}/visit-requests",
            new
            {
                company = new { name = "BESÖKT AB" },
                contact = new { name = "Vera Väg", email },
                address = new { street = "Bruksvägen 2", area = "Stenkullen" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync(
            $"/api/v1/visit-requests/{visit}/propose", new { startsAt, endsAt = startsAt.AddHours(1), hostIds = new[] { host } }, HttpStatusCode.OK);
        var link = (await festival.LetterAsync(email, "Förslag på besök")).Link("/visit-requests/");
        var activity = (await (await festival.Anyone.PostAsync(link.Replace("?", "/accept?", StringComparison.Ordinal), null)).JsonAsync(HttpStatusCode.OK)).Text("activityId");
        await edition.ReleaseAsync();
        await festival.Organiser.PostAsync($"/api/v1/activities/{activity}/complete", new { @override = Programme.Early }, HttpStatusCode.OK);
    }

    private Task MetAsync(int neverMet) => Eventually.TrueAsync(async () =>
        (await festival.Organiser.GetAsync($"{Companies}/figures", HttpStatusCode.OK))["rows"]![0]!.Number("neverMet") == neverMet);

    private static (int, int, int) Numbers(JsonNode row) => (row.Number("companies"), row.Number("met"), row.Number("neverMet"));
}
