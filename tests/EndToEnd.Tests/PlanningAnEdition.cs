using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>An organiser's work with an edition, and a company's with its visit, through the gateway.</summary>
public sealed partial class PlanningAnEdition(Festival festival)
{
    [Fact]
    public async Task A_company_is_visited_from_the_wish_to_the_programme()
    {
        var edition = await OpenEditionAsync("visits-2027");
        var host = (await PostAsync($"/editions/{edition}/hosts", new { name = "KSO", role = "ordförande" })).Text("id");
        var asked = await festival.Anyone.PostAsync(
            $"/api/v1/editions/{edition}/visit-requests",
            new
            {
                company = new { name = "Åkeriet i Gråbo AB" },
                contact = new { name = "Vera Väg", email = "vera@akeriet.example" },
                address = new { street = "Vägen 1", area = "Gråbo", latitude = 57.836, longitude = 12.297 },
                days = new[] { "2027-10-07" },
                consent = true,
            },
            HttpStatusCode.Created);

        var suggestion = (await PostAsync($"/visit-requests/{asked.Text("id")}/suggest", new { delegationSize = 1 }, HttpStatusCode.OK))["suggestions"]![0]!;
        suggestion.Text("startsAt").ShouldStartWith("2027-10-07");
        await PostAsync(
            $"/visit-requests/{asked.Text("id")}/propose",
            new { startsAt = suggestion.Text("startsAt"), endsAt = suggestion.Text("endsAt"), hostIds = new[] { host } },
            HttpStatusCode.OK);

        // The company answers by the link in the letter.
        var letter = await festival.Mail.NextAsync("vera@akeriet.example", mail => mail.Subject!.StartsWith("Förslag", StringComparison.Ordinal));
        var link = new Uri(VisitLink().Match(letter.TextBody!).Value);
        (await festival.Anyone.GetAsync(link.PathAndQuery, HttpStatusCode.OK)).Text("status").ShouldBe("proposed");
        var accepted = await (await festival.Anyone.PostAsync($"{link.AbsolutePath}/accept{link.Query}", null)).JsonAsync(HttpStatusCode.OK);
        await festival.Mail.NextAsync("vera@akeriet.example", mail => mail.Subject == "Besöket hos Åkeriet i Gråbo AB är bokat");

        await PostAsync($"/editions/{edition}/releases", new { note = "Besöket" });
        var visit = (await festival.Anyone.GetAsync("/api/v1/editions/visits-2027/programme", HttpStatusCode.OK))["activities"]!.AsArray().ShouldHaveSingleItem()!;
        visit.Text("id").ShouldBe(accepted.Text("activityId"));
        visit["place"]!.Text("address").ShouldBe("Vägen 1, Gråbo");
        (await festival.Organiser.GetAsync($"/api/v1/activities/{visit.Text("id")}/history", HttpStatusCode.OK))["entries"]!.AsArray()
            .Select(entry => entry!.Text("what")).ShouldBe(["planned", "released"]);
    }

    [Fact]
    public async Task An_officers_slots_are_cut_booked_and_cut_anew_around_the_booking()
    {
        var edition = await OpenEditionAsync("open-house-2027");
        var officer = (await PostAsync($"/editions/{edition}/hosts", new { name = "Handläggare bygglov" })).Text("id");
        object Period(int slotMinutes) => new { hostId = officer, startsAt = "2027-10-06T09:00:00+02:00", endsAt = "2027-10-06T10:00:00+02:00", slotMinutes };
        var slots = (await PostAsync($"/editions/{edition}/open-house", Period(20)))["slots"]!.AsArray();
        await PostAsync($"/editions/{edition}/releases", new { });
        var middle = slots[1]!.Text("id");
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{middle}/availability")).IsSuccessStatusCode);
        await festival.Anyone.PostAsync(
            $"/api/v1/activities/{middle}/registrations",
            new { contact = new { name = "Bo Bygg", email = "bo@bygg.example" }, seats = 1, consent = true },
            HttpStatusCode.Created);

        // Scheduling hears of the booking, and the officer sees it.
        var links = await PostAsync($"/hosts/{officer}/agenda-link", new { });
        var agenda = new Uri(links.Text("agenda")).AbsolutePath;
        await Eventually.TrueAsync(async () =>
            (await festival.Anyone.GetAsync(agenda, HttpStatusCode.OK))["entries"]![1]!["confirmed"]?.GetValue<int>() == 1);
        (await festival.Anyone.GetStringAsync(new Uri(links.Text("calendar")).AbsolutePath)).ShouldContain("(bokad)");

        var again = await (await festival.Organiser.PutAsJsonAsync($"/api/v1/editions/{edition}/open-house", Period(10))).JsonAsync(HttpStatusCode.OK);
        (again.Number("kept"), again.Number("withdrawn"), again.Number("planned")).ShouldBe((1, 2, 4));
        await PostAsync($"/editions/{edition}/releases", new { });
        await Eventually.TrueAsync(async () =>
            (await festival.Anyone.GetAsync("/api/v1/editions/open-house-2027/programme", HttpStatusCode.OK))["activities"]!.AsArray().Count == 5);
        festival.Mail.For("bo@bygg.example").ShouldAllBe(mail => !mail.Subject!.StartsWith("Inställt", StringComparison.Ordinal));
    }

    private async Task<string> OpenEditionAsync(string slug)
    {
        var edition = (await PostAsync("/editions", new { slug, name = new { sv = slug }, startsOn = "2027-10-04", endsOn = "2027-10-15" })).Text("id");
        await PostAsync($"/editions/{edition}/open", new { }, HttpStatusCode.OK);
        return edition;
    }

    private Task<System.Text.Json.Nodes.JsonNode> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.Created) =>
        festival.Organiser.PostAsync($"/api/v1{path}", body, expected);

    [GeneratedRegex(@"http\S+/visit-requests/\S+")]
    private static partial Regex VisitLink();
}
