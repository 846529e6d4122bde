using System.Net;
using System.Net.Http.Json;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>A company that wants to be visited, from its wish to what it takes back, and the delegation's calendars.</summary>
public sealed class AskingForAVisit(Festival festival)
{
    private const string Company = "vera@akeriet-besok.example";
    private const string Mayor = "borgmastare-besok@lerum.example";
    private const string Official = "naringsliv-besok@lerum.example";

    [Fact]
    public async Task Everybody_is_told_of_the_receipt_the_proposal_the_visit_and_its_end_with_one_calendar_entry()
    {
        var edition = await PlannedEdition.NewAsync(festival, "besok-2027");
        var hosts = new[] { await edition.HostAsync("Maja Borg", Mayor), await edition.HostAsync("Nils Näring", Official) };
        await festival.Organiser.PostAsync($"{edition.Path}/open", new { }, HttpStatusCode.OK);

        var visit = (await festival.Anyone.PostAsync(
            $"{edition.Path}/visit-requests",
            new
            {
                company = new { name = "Åkeriet i Gråbo AB" },
                contact = new { name = "Vera Väg", email = Company },
                address = new { street = "Vägen 1", area = "Gråbo" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");
        await festival.LetterAsync(Company, "Vi har tagit emot ert önskemål");

        await festival.Organiser.PostAsync(
            $"/api/v1/visit-requests/{visit}/propose",
            new { startsAt = "2027-10-07T10:00:00+02:00", endsAt = "2027-10-07T11:00:00+02:00", hostIds = hosts },
            HttpStatusCode.OK);
        var proposal = await festival.LetterAsync(Company, "Förslag på besök");
        var link = proposal.Link("/visit-requests/");
        await festival.LetterAsync(Mayor, "Förslag: företagsbesök");
        await festival.LetterAsync(Official, "Förslag: företagsbesök");

        var accepted = await (await festival.Anyone.PostAsync(link.Replace("?", "/accept?", StringComparison.Ordinal), null)).JsonAsync(HttpStatusCode.OK);
        (await (await festival.Anyone.PostAsync(link.Replace("?", "/accept?", StringComparison.Ordinal), null)).JsonAsync(HttpStatusCode.OK))
            .Text("activityId").ShouldBe(accepted.Text("activityId"), "to accept again changes nothing");
        var sequences = new Dictionary<string, int>();
        foreach (var (address, subject) in ((string, string)[])[(Company, "Besöket hos"), (Mayor, "Bokat: företagsbesök"), (Official, "Bokat: företagsbesök")])
        {
            var (method, events) = await (await festival.LetterAsync(address, subject)).CalendarAsync();
            (method, events.Single().Uid).ShouldBe(("REQUEST", $"{accepted.Text("activityId")}@businessfocus"), address);
            events.Single().Start!.AsUtc.ShouldBe(new DateTime(2027, 10, 7, 8, 0, 0, DateTimeKind.Utc), address);
            sequences[address] = events.Single().Sequence;
        }

        using var declined = await festival.Anyone.PostAsJsonAsync(link.Replace("?", "/decline?", StringComparison.Ordinal), new { reason = "Vi flyttar" });
        declined.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var (address, subject) in ((string, string)[])[(Company, "Ni har tackat nej"), (Mayor, "Inte längre bokat"), (Official, "Inte längre bokat")])
        {
            var (method, events) = await (await festival.LetterAsync(address, subject)).CalendarAsync();
            (method, events.Single().Uid).ShouldBe(("CANCEL", $"{accepted.Text("activityId")}@businessfocus"), address);
            events.Single().Sequence.ShouldBeGreaterThan(sequences[address], address);
        }

        // The delegation is free again.
        var other = (await festival.Anyone.PostAsync(
            $"{edition.Path}/visit-requests",
            new
            {
                company = new { name = "Bruket i Floda" },
                contact = new { name = "Bo Bruk", email = "bo@bruket-besok.example" },
                address = new { street = "Bruksvägen 2", area = "Floda" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync(
            $"/api/v1/visit-requests/{other}/propose",
            new { startsAt = "2027-10-07T10:00:00+02:00", endsAt = "2027-10-07T11:00:00+02:00", hostIds = hosts },
            HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_both_sides_say_was_promised_is_one_case_that_shows_where_they_do_not_agree()
    {
        const string company = "kim@lofte.example";
        const string mayor = "borgmastare-lofte@lerum.example";
        var edition = await PlannedEdition.NewAsync(festival, "lofte-2027");
        var host = await edition.HostAsync("Maja Borg", mayor);
        await festival.Organiser.PostAsync($"{edition.Path}/open", new { }, HttpStatusCode.OK);
        var visit = (await festival.Anyone.PostAsync(
            $"{edition.Path}/visit-requests",
            new
            {
                company = new { name = "Löftet AB" },
                contact = new { name = "Kim Löfte", email = company },
                address = new { street = "Vägen 3", area = "Gråbo" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync(
            $"/api/v1/visit-requests/{visit}/propose",
            new { startsAt = "2027-10-07T10:00:00+02:00", endsAt = "2027-10-07T11:00:00+02:00", hostIds = new[] { host } },
            HttpStatusCode.OK);
        var link = (await festival.LetterAsync(company, "Förslag på besök")).Link("/visit-requests/");
        var activity = (await (await festival.Anyone.PostAsync(link.Replace("?", "/accept?", StringComparison.Ordinal), null)).JsonAsync(HttpStatusCode.OK)).Text("activityId");
        await edition.ReleaseAsync();
        await festival.Organiser.PostAsync($"/api/v1/activities/{activity}/complete", new { @override = Programme.Early }, HttpStatusCode.OK);

        var asked = (await festival.LetterAsync(company, "Hur var besöket")).Link("/surveys/");
        var debriefed = (await festival.LetterAsync(mayor, "Vad lovade ni")).Link("/surveys/");
        (await festival.Anyone.GetAsync(asked, HttpStatusCode.OK))["isAnonymous"]!.GetValue<bool>().ShouldBeFalse("it is said before it is answered");
        using var wrong = await festival.Anyone.PostAsJsonAsync(asked, new { answers = new Dictionary<string, object> { ["visit-promised"] = "yes", ["visit-promise-until"] = "snart" } });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await festival.Anyone.PostAsync(asked, new { answers = Promise("Skylt vid infarten", "2028-01-10") }, HttpStatusCode.Created);
        await festival.Anyone.PostAsync(debriefed, new { answers = Promise("En skylt", "2028-02-01") }, HttpStatusCode.Created);

        var shown = await Eventually.ValueAsync(async () =>
        {
            var cases = (await festival.Organiser.GetAsync("/api/v1/follow-ups?limit=200", HttpStatusCode.OK))["items"]!.AsArray();
            return cases.FirstOrDefault(each => each!.Text("activityId") == activity && each!["visit"]?["delegation"] is not null && each!["visit"]?["company"] is not null);
        });
        shown["visit"]!["mismatches"]!.AsArray().Select(each => each!.GetValue<string>()).ShouldBe(["dueDatesDiffer"]);
        shown.Text("state").ShouldBe("open");

        static Dictionary<string, object> Promise(string what, string until) => new()
        {
            ["visit-promised"] = "yes",
            ["visit-promise"] = what,
            ["visit-promise-by"] = "Maja",
            ["visit-promise-until"] = until,
        };
    }
}
