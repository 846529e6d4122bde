using System.Net;
using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Who types an address shows that it is theirs before they are registered, where an activity says so.</summary>
public sealed partial class ConfirmingAnAddress(Festival festival)
{
    private const string Hilda = "hilda@bekraftar.example";

    [Fact]
    public async Task The_place_is_kept_and_the_link_of_the_mail_makes_it_a_registration()
    {
        var activity = await ReleaseAsync();

        var held = await festival.Anyone.PostAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Hilda Holm", email = Hilda }, consent = true }, HttpStatusCode.Accepted);

        held.ToJsonString().ShouldNotContain("manageToken");
        held.ToJsonString().ShouldNotContain("ticket");
        (await festival.Organiser.GetStringAsync($"/api/v1/activities/{activity}/registrations")).ShouldNotContain(Hilda, Case.Sensitive, "nobody knows whether it is hers");
        var letter = await festival.Mail.NextAsync(Hilda);
        var link = new Uri(ConfirmLink().Match(letter.TextBody!).Value);
        (await festival.Anyone.GetAsync(link.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK, "programs that look at mails open links: it only asks");
        (await festival.Organiser.GetStringAsync($"/api/v1/activities/{activity}/registrations")).ShouldNotContain(Hilda);

        var confirmed = await (await festival.Anyone.PostAsync(link.PathAndQuery, null)).JsonAsync(HttpStatusCode.OK);

        confirmed.ToJsonString().ShouldContain("confirmed");
        (await festival.Organiser.GetStringAsync($"/api/v1/activities/{activity}/registrations")).ShouldContain(Hilda);
        await festival.Mail.NextAsync(Hilda, mail => mail.TextBody!.Contains("/registrations/", StringComparison.Ordinal) && !ConfirmLink().IsMatch(mail.TextBody));
    }

    private async Task<string> ReleaseAsync()
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions", new { slug = "confirming-2027", name = new { sv = "Bekräftelsen" }, startsOn = "2027-10-04", endsOn = "2027-10-15" }, HttpStatusCode.Created)).Text("id");
        var activity = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Bara för den som bekräftar" },
                startsAt = "2027-10-06T09:00:00+02:00",
                endsAt = "2027-10-06T10:00:00+02:00",
                capacity = 1,
                rules = new { confirmAddress = "always" },
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { }, HttpStatusCode.Created);
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        return activity;
    }

    [GeneratedRegex(@"http\S+/held-registrations/\S+")]
    private static partial Regex ConfirmLink();
}
