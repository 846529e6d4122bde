using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>A person's way from the waiting list to the door, and out of the stores again, through the gateway and the mail.</summary>
public sealed partial class WaitingAndComing(Festival festival)
{
    [Fact]
    public async Task Somebody_waits_is_offered_a_seat_takes_it_by_the_mail_comes_and_is_forgotten()
    {
        var activity = await ReleaseAsync();
        var anna = await RegisterAsync(activity, "anna@vantar.example");
        var bo = await RegisterAsync(activity, "bo@vantar.example");
        (anna.Text("status"), bo.Text("status")).ShouldBe(("confirmed", "waitlisted"));

        (await festival.Anyone.DeleteAsync($"/api/v1/registrations/{anna.Text("id")}?token={anna.Text("manageToken")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var offer = await festival.Mail.NextAsync("bo@vantar.example", mail => mail.Subject!.StartsWith("Plats ledig", StringComparison.Ordinal));
        var link = new Uri(ManageLink().Match(offer.TextBody!).Value);
        (await festival.Anyone.GetAsync(link.PathAndQuery, HttpStatusCode.OK)).Text("status").ShouldBe("offered");
        var taken = await (await festival.Anyone.PostAsync($"{link.AbsolutePath}/accept{link.Query}", null)).JsonAsync(HttpStatusCode.OK);
        taken.Text("status").ShouldBe("confirmed");
        await festival.Mail.NextAsync("bo@vantar.example", mail => mail.Subject!.StartsWith("Du har fått plats", StringComparison.Ordinal));

        await festival.Organiser.PostAsync("/api/v1/check-ins", new { ticket = taken.Text("ticket"), door = "Entrén", activityId = activity, @override = Programme.Early }, HttpStatusCode.OK);
        var again = await (await festival.Organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = taken.Text("ticket") })).JsonAsync(HttpStatusCode.Conflict);
        again.Text("door").ShouldBe("Entrén");
        var list = await festival.Organiser.GetStringAsync($"/api/v1/activities/{activity}/registrations");
        list.ShouldContain("Vegan");

        await festival.Organiser.PostAsync("/api/v1/privacy/erasure", new { email = "bo@vantar.example" }, HttpStatusCode.OK);
        (await festival.Organiser.GetStringAsync($"/api/v1/activities/{activity}/registrations")).ShouldNotContain("bo@vantar.example");
        await Eventually.TrueAsync(async () => !(await festival.Organiser.GetStringAsync($"/api/v1/notifications?activityId={activity}")).Contains("bo@vantar.example", StringComparison.Ordinal));
    }

    private async Task<string> ReleaseAsync()
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions", new { slug = "waiting-2027", name = new { sv = "Väntan" }, startsOn = "2027-10-04", endsOn = "2027-10-15" }, HttpStatusCode.Created)).Text("id");
        var activity = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Ett fullt seminarium" },
                startsAt = "2027-10-06T09:00:00+02:00",
                endsAt = "2027-10-06T10:00:00+02:00",
                capacity = 1,
                rules = new { offerMinutes = 60, questions = new[] { new { key = "diet", text = new { sv = "Kost?" }, kind = "diet", required = true } } },
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { }, HttpStatusCode.Created);
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        return activity;
    }

    private Task<System.Text.Json.Nodes.JsonNode> RegisterAsync(string activity, string email) => festival.Anyone.PostAsync(
        $"/api/v1/activities/{activity}/registrations",
        new { contact = new { name = email[..email.IndexOf('@', StringComparison.Ordinal)], email }, answers = new { diet = "Vegan" }, consent = true },
        HttpStatusCode.Created);

    [GeneratedRegex(@"http\S+/registrations/\S+")]
    private static partial Regex ManageLink();
}
