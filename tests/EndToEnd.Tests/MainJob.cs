using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Ical.Net;
using MimeKit;
using Shouldly;
using Xunit;
using static BusinessFocus.EndToEnd.Tests.HttpAnswers;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>The festival from its first plan to its report, through the gateway, with the mails that people got.</summary>
public sealed class MainJob(Festival festival)
{
    [Fact]
    public async Task The_festival_runs_from_plan_to_report()
    {
        var edition = await PlanAndReleaseAsync("lerum-2027", "programme-2027.csv");
        await PushMembersAsync();

        var small = await PlanSmallSeminarAsync(edition, seats: 8);
        var guests = new List<Booking>();
        for (var i = 1; i <= 8; i++)
        {
            guests.Add(await RegisterAsync(small, $"Gäst {i} Åström", $"gast{i}@foretag.example", i == 2 ? "en" : "sv"));
        }

        guests.ShouldAllBe(guest => guest.Status == "confirmed");
        await ConfirmationArrivesAsync(guests[0], small, "sv");
        await ConfirmationArrivesAsync(guests[1], small, "en");

        var waiting = await RegisterAsync(small, "Vera Väntar", "vera@foretag.example", "sv");
        waiting.Status.ShouldBe("waitlisted");
        waiting.Position.ShouldBe(1);
        await festival.Mail.NextAsync("vera@foretag.example");

        await CancelByLinkAsync(guests[7]);
        (await festival.Mail.NextAsync(guests[7].Email, HasCalendar("CANCEL"))).ShouldNotBeNull();
        (await festival.Mail.NextAsync("vera@foretag.example", HasCalendar("REQUEST"))).Attachments.ShouldNotBeEmpty();
        var promoted = await festival.Anyone.GetAsync($"/api/v1/registrations/{waiting.Id}?token={waiting.ManageToken}", HttpStatusCode.OK);
        promoted.Text("status").ShouldBe("confirmed");

        var came = guests.Take(7).ToList();
        foreach (var guest in came)
        {
            await festival.Organiser.PostAsync("/api/v1/check-ins", new { ticket = guest.Ticket, @override = Programme.Early }, HttpStatusCode.OK);
        }

        (await festival.Organiser.PostAsJsonAsync($"/api/v1/activities/{small}/complete", new { @override = Programme.Early })).IsSuccessStatusCode.ShouldBeTrue();
        foreach (var guest in came)
        {
            await AnswerSurveyAsync(guest);
        }

        // Until then at least seven answers stay in the box.
        await festival.Organiser.PostAsync($"/api/v1/activities/{small}/survey/close", new { }, HttpStatusCode.OK);
        var report = await Eventually.ValueAsync(async () =>
        {
            var answer = await festival.Organiser.GetAsync($"/api/v1/editions/{edition}/report", HttpStatusCode.OK);
            return answer["total"]?["answered"]?.GetValue<int?>() == 7 ? answer : null;
        });
        report["total"]!["nki"]!.GetValue<double>().ShouldBe(77.8, tolerance: 0.1);

        foreach (var guest in came)
        {
            // The confirmation and the survey: one message per decision, and no more.
            festival.Mail.For(guest.Email).Count.ShouldBe(2);
        }

        await festival.Messages.ShouldBeAsAnnouncedAsync();
    }

    private async Task<string> PlanAndReleaseAsync(string slug, string programme)
    {
        var edition = await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug, name = new { sv = "Business Focus Lerum 2027", en = "Business Focus Lerum 2027" }, startsOn = "2027-10-04", endsOn = "2027-10-15" },
            HttpStatusCode.Created);
        var id = edition.Text("id");

        var csv = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "demo", programme));
        var imported = await (await festival.Organiser.PostAsync($"/api/v1/editions/{id}/import", Csv(csv))).JsonAsync(HttpStatusCode.OK);
        imported.Number("planned").ShouldBe(16);
        imported["refused"]!.AsArray().Count.ShouldBe(0);

        await festival.Anyone.GetAsync($"/api/v1/editions/{slug}/programme", HttpStatusCode.NotFound);
        await festival.Organiser.PostAsync($"/api/v1/editions/{id}/releases", new { note = "Första programmet" }, HttpStatusCode.Created);
        (await festival.Anyone.GetAsync($"/api/v1/editions/{slug}/programme", HttpStatusCode.OK))["activities"]!.AsArray().Count.ShouldBe(16);
        return id;
    }

    private async Task PushMembersAsync()
    {
        var foretagarna = await PushAsync(festival.Foretagarna, "foretagarna");
        foretagarna.Number("added").ShouldBeGreaterThan(250);

        var naringsliv = await PushAsync(festival.Naringsliv, "naringsliv");
        var refused = naringsliv["refused"]!.AsArray();
        refused.Count.ShouldBeGreaterThan(0);
        refused.ShouldAllBe(row => row!["row"] != null && row["column"] != null && row["reason"] != null);

        var again = await PushAsync(festival.Naringsliv, "naringsliv");
        (again.Number("added"), again.Number("changed"), again.Number("removed")).ShouldBe((0, 0, 0));

        (await festival.Foretagarna.PutAsync("/api/v1/associations/naringsliv/members", Csv(""))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<JsonNode> PushAsync(HttpClient association, string name)
    {
        using var file = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "deploy", "demo", $"{name}.csv")));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await (await association.PutAsync($"/api/v1/associations/{name}/members", file)).JsonAsync(HttpStatusCode.OK);
    }

    private async Task<string> PlanSmallSeminarAsync(string edition, int seats)
    {
        var activity = await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Så möts vi 🤝", en = "How we meet 🤝" },
                startsAt = "2027-10-05T16:00:00+02:00",
                endsAt = "2027-10-05T17:00:00+02:00",
                hostIds = Array.Empty<string>(),
                capacity = seats,
                language = "sv",
                topics = new[] { "upphandling" },
            },
            HttpStatusCode.Created);
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { note = "Ett seminarium till" }, HttpStatusCode.Created);
        var id = activity.Text("id");
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private async Task<Booking> RegisterAsync(string activity, string name, string email, string locale)
    {
        var answer = await festival.Anyone.PostAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email, locale }, seats = 1, consent = true },
            HttpStatusCode.Created);
        return new Booking(
            answer.Text("id"), answer.Text("status"), answer["position"]?.GetValue<int>(), answer.Text("ticket"), answer.Text("manageToken"), name, email);
    }

    private async Task ConfirmationArrivesAsync(Booking booking, string activity, string locale)
    {
        var mail = await festival.Mail.NextAsync(booking.Email);
        mail.To.Mailboxes.Single().Name.ShouldBe(booking.Name);
        var title = locale == "en" ? "How we meet 🤝" : "Så möts vi 🤝";
        mail.Subject!.ShouldContain(title);
        mail.TextBody!.ShouldContain(title);
        mail.HtmlBody!.ShouldContain(title);
        mail.TextBody!.ShouldContain(booking.ManageToken);
        mail.BodyParts.OfType<MimePart>().ShouldContain(part => part.ContentType.IsMimeType("image", "png"), "the ticket");

        var calendar = CalendarOf(mail)!;
        calendar.Method.ShouldBe("REQUEST");
        var @event = calendar.Events.Single();
        @event.Uid.ShouldBe($"{activity}@businessfocus");
        @event.Start!.AsUtc.ShouldBe(new DateTime(2027, 10, 5, 14, 0, 0, DateTimeKind.Utc));
        @event.Start.TzId.ShouldBe("Europe/Stockholm");
    }

    private async Task CancelByLinkAsync(Booking booking)
    {
        var link = $"/api/v1/registrations/{booking.Id}?token=";
        (await festival.Anyone.DeleteAsync(link + "forged")).IsSuccessStatusCode.ShouldBeFalse();
        (await festival.Anyone.DeleteAsync(link + booking.ManageToken)).IsSuccessStatusCode.ShouldBeTrue();
        (await festival.Anyone.DeleteAsync(link + booking.ManageToken)).IsSuccessStatusCode.ShouldBeTrue("a second cancel changes nothing");
    }

    private async Task AnswerSurveyAsync(Booking guest)
    {
        var mail = await festival.Mail.NextAsync(guest.Email, message => message.TextBody?.Contains("/surveys/", StringComparison.Ordinal) == true);
        var text = mail.TextBody!;
        var start = text.IndexOf("/api/v1/surveys/", StringComparison.Ordinal);
        var link = new string(text[start..].TakeWhile(character => !char.IsWhiteSpace(character)).ToArray());

        (await festival.Anyone.GetAsync(link, HttpStatusCode.OK))["questions"]!.AsArray().Count.ShouldBeGreaterThan(3);
        await festival.Anyone.PostAsync(
            link,
            new { answers = new { overall = 8, expectations = 8, ideal = 8, recommend = 10, climate = 5 } },
            HttpStatusCode.Created);
    }

    private static Func<MimeMessage, bool> HasCalendar(string method) => message => CalendarOf(message)?.Method == method;

    private static Calendar? CalendarOf(MimeMessage message)
    {
        var part = message.BodyParts.OfType<TextPart>().FirstOrDefault(each => each.ContentType.IsMimeType("text", "calendar"));
        return part is null ? null : Calendar.Load(part.Text);
    }

    private sealed record Booking(string Id, string Status, int? Position, string Ticket, string ManageToken, string Name, string Email);
}
