using System.Net;
using BusinessFocus.EndToEnd.Tests.Jobs;
using BusinessFocus.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An organiser answers, by the pages, what a company was promised when it was visited.</summary>
[Collection(nameof(InBrowser))]
public sealed class AnsweringByThePages(Festival festival, Browser browser)
{
    private const string Company = "kim@svaret.example";

    [Fact]
    public async Task What_was_promised_at_a_visit_is_a_case_that_an_organiser_answers()
    {
        var activity = await VisitedAsync();
        var asked = (await festival.LetterAsync(Company, "Hur var besöket")).Link("/surveys/");
        var answers = new Dictionary<string, object>
        {
            ["visit-promised"] = "yes",
            ["visit-promise"] = "Skylt vid infarten",
            ["visit-promise-by"] = "Maja",
            ["visit-promise-until"] = "2028-01-10",
        };
        await festival.Anyone.PostAsync(asked, new { answers }, HttpStatusCode.Created);
        var opened = (await Eventually.ValueAsync(async () =>
            (await festival.Organiser.GetAsync("/api/v1/follow-ups?limit=200", HttpStatusCode.OK))["items"]!.AsArray().FirstOrDefault(each => each!.Text("activityId") == activity)))!.Text("id");

        var page = await StaffMember.OpenAsync(festival, browser, $"/styr/arenden/{opened}?edition=svaret-2027", new { role = "organiser" }, withScript: true);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Vad som lovades vid besöket" }).WaitForAsync();
        await page.GetByText("Skylt vid infarten").First.WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-besoksarende");

        await page.GetByLabel("Ditt svar").FillAsync("Skylten sätts upp i januari.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka svaret" }).ClickAsync();
        await page.GetByText("Skylten sätts upp i januari.").First.WaitForAsync();
        await Browser.ShouldBeInOrderAsync(page, "styr-besoksarende-svarat");
        (await festival.Organiser.GetAsync($"/api/v1/follow-ups/{opened}", HttpStatusCode.OK))["followUp"]!.Text("state").ShouldBe("answered");
        (await festival.Mail.NextAsync(Company, letter => (letter.TextBody ?? "").Contains("Skylten sätts upp i januari.", StringComparison.Ordinal))).ShouldNotBeNull();
    }

    /// <returns>The visit's activity, which is over.</returns>
    private async Task<string> VisitedAsync()
    {
        var edition = await PlannedEdition.NewAsync(festival, "svaret-2027");
        var host = await edition.HostAsync("Maja Borg", "borgmastare-svaret@lerum.example");
        await festival.Organiser.PostAsync($"{edition.Path}/open", new { }, HttpStatusCode.OK);
        var visit = (await festival.Anyone.PostAsync(
            $"{edition.Path}/visit-requests",
            new
            {
                company = new { name = "Svaret AB" },
                contact = new { name = "Kim Svar", email = Company },
                address = new { street = "Vägen 3", area = "Gråbo" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync(
            $"/api/v1/visit-requests/{visit}/propose",
            new { startsAt = "2027-10-07T10:00:00+02:00", endsAt = "2027-10-07T11:00:00+02:00", hostIds = new[] { host } },
            HttpStatusCode.OK);
        var proposal = (await festival.LetterAsync(Company, "Förslag på besök")).Link("/visit-requests/");
        var accepted = await festival.Anyone.PostAsync(proposal.Replace("?", "/accept?", StringComparison.Ordinal), null);
        var activity = (await accepted.JsonAsync(HttpStatusCode.OK)).Text("activityId");
        await edition.ReleaseAsync();
        await festival.Organiser.PostAsync($"/api/v1/activities/{activity}/complete", new { @override = Programme.Early }, HttpStatusCode.OK);
        return activity;
    }
}
