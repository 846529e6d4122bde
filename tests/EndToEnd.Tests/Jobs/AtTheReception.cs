using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>Who has no e-mail, and who comes with others: the same line, the same rights, a ticket each.</summary>
public sealed class AtTheReception(Festival festival)
{
    [Fact]
    public async Task Somebody_who_calls_stands_in_the_same_line_and_comes_with_a_printed_ticket()
    {
        var edition = await PlannedEdition.NewAsync(festival, "telefon-2027");
        var seminar = await edition.SeminarAsync("Fullt", "2027-10-05T16:00", seats: 1);
        await edition.ReleaseAsync(seminar);
        var called = await festival.Organiser.PostAsync(
            $"/api/v1/activities/{seminar}/desk-registrations", new { name = "Sven Utan E-post", phone = "0702 12 34 56", consent = true }, HttpStatusCode.Created);
        called.Text("status").ShouldBe("confirmed");
        (await edition.RegisterAsync(seminar, "sen@telefon.example")).Text("status").ShouldBe("waitlisted");

        var printed = await festival.Organiser.GetStringAsync($"/api/v1/registrations/{called.Text("id")}/tickets");
        printed.ShouldContain("Sven Utan E-post");

        (await festival.Organiser.DeleteAsync($"/api/v1/registrations/{called.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await festival.LetterAsync("sen@telefon.example", "Du har fått plats");
    }

    [Fact]
    public async Task Those_who_come_together_have_a_name_and_a_ticket_each_and_one_of_them_is_replaced()
    {
        var edition = await PlannedEdition.NewAsync(festival, "sallskap-2027");
        var seminar = await edition.SeminarAsync("Tillsammans", "2027-10-05T16:00");
        await edition.ReleaseAsync(seminar);
        var booked = await festival.Anyone.PostAsync(
            $"/api/v1/activities/{seminar}/registrations",
            new
            {
                contact = new { name = "Anna Ek", email = "anna@sallskap.example" },
                seats = 2,
                consent = true,
                attendees = new[] { new { name = "Anna Ek" }, new { name = "Bo Al" } },
            },
            HttpStatusCode.Created);

        await (await festival.Anyone.PutAsJsonAsync(
            PlannedEdition.Link(booked, "/attendees"), new { attendees = new[] { new { name = "Anna Ek" }, new { name = "Cia Bok" } } })).JsonAsync(HttpStatusCode.OK);

        var attendees = (await festival.Anyone.GetAsync(PlannedEdition.Link(booked, "/attendees"), HttpStatusCode.OK))["attendees"]!.AsArray();
        attendees.Select(each => each!.Text("name")).ShouldBe(["Anna Ek", "Cia Bok"]);
        var ticket = await festival.Anyone.GetByteArrayAsync(PlannedEdition.Link(booked, $"/attendees/{attendees[1]!.Text("id")}/ticket.png"));
        ticket[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        var list = await festival.Organiser.GetStringAsync($"/api/v1/activities/{seminar}/attendees/list");
        list.ShouldContain("Cia Bok");
        list.ShouldNotContain("Bo Al");
    }

    [Fact]
    public async Task Who_walks_in_is_let_in_in_one_step_and_counts_once()
    {
        var edition = await PlannedEdition.NewAsync(festival, "dorren-2027");
        var seminar = await edition.SeminarAsync("Öppet för alla", "2027-10-05T16:00");
        await edition.ReleaseAsync(seminar);
        using var key = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{seminar}/walk-ins")
        {
            Content = JsonContent.Create(new { name = "Ulla Utifrån", @override = Programme.Early }),
            Headers = { { "Idempotency-Key", "dorren-1" } },
        };
        (await festival.Organiser.SendAsync(key)).IsSuccessStatusCode.ShouldBeTrue();
        using var again = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{seminar}/walk-ins")
        {
            Content = JsonContent.Create(new { name = "Ulla Utifrån", @override = Programme.Early }),
            Headers = { { "Idempotency-Key", "dorren-1" } },
        };
        (await festival.Organiser.SendAsync(again)).IsSuccessStatusCode.ShouldBeTrue();

        JsonNode attendance = await festival.Organiser.GetAsync($"/api/v1/activities/{seminar}/attendance", HttpStatusCode.OK);
        (attendance.Number("came"), attendance.Number("walkIns")).ShouldBe((1, 1));
        (await festival.Organiser.GetStringAsync($"/api/v1/activities/{seminar}/attendees?search=utif")).ShouldContain("Ulla Utifrån");
    }
}
