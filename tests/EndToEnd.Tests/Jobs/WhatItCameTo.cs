using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>What an edition came to in numbers, for organisers and for an association.</summary>
public sealed class WhatItCameTo(Festival festival)
{
    [Fact]
    public async Task Participation_is_what_the_door_has_counted_as_json_and_as_a_table()
    {
        var edition = await PlannedEdition.NewAsync(festival, "deltagande-2027");
        var seminar = await edition.SeminarAsync("Det som räknas", "2027-10-05T16:00");
        await edition.ReleaseAsync(seminar);
        foreach (var (who, comes) in ((string, bool)[])[("anna", true), ("bo", true), ("cia", false)])
        {
            var booked = await edition.RegisterAsync(seminar, $"{who}@deltagande.example", "Bolaget AB", "556177-7631");
            if (comes)
            {
                await festival.Organiser.PostAsync("/api/v1/check-ins", new { ticket = booked.Text("ticket"), @override = Programme.Early }, HttpStatusCode.OK);
            }
        }

        var attendance = await festival.Organiser.GetAsync($"/api/v1/activities/{seminar}/attendance", HttpStatusCode.OK);
        var total = await Eventually.ValueAsync(async () =>
        {
            var read = await festival.Organiser.GetAsync($"{edition.Path}/participation", HttpStatusCode.OK);
            var figures = read["rows"]!.AsArray().FirstOrDefault(row => row!.Text("by") == "total")?["figures"];
            return figures?.Number("seats") == 3 ? figures : null;
        });
        total.Number("came").ShouldBe(attendance.Number("came"));
        (total.Number("came"), total.Number("companies"), total.Number("companiesThatCame")).ShouldBe((2, 1, 1));

        var days = (await festival.Organiser.GetAsync($"{edition.Path}/registrations-by-day", HttpStatusCode.OK))["edition"]!["days"]!.AsArray();
        days.ShouldHaveSingleItem()!.Number("seats").ShouldBe(total.Number("seats"), "the same, by the day on which they were booked");

        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{edition.Path}/participation") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/csv") } } };
        using var table = await festival.Organiser.SendAsync(ask);
        table.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await table.Content.ReadAsStringAsync()).Split('\n').ShouldContain(line => line.StartsWith("total", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_official_figure_stands_beside_ours_with_its_source()
    {
        const string path = "/api/v1/municipalities/lerum/official-figures";
        var figures = (await festival.Organiser.GetAsync(path, HttpStatusCode.OK))["figures"]!.AsArray();
        await (await festival.Organiser.PutAsJsonAsync($"{path}/skr/nki/bygglov/2026", new { value = 74, source = "https://skr.se/insikt" })).JsonAsync(HttpStatusCode.OK);

        var after = (await festival.Organiser.GetAsync(path, HttpStatusCode.OK))["figures"]!.AsArray();
        var added = after.Single(figure => figure!.Text("area") == "bygglov" && figure!.Number("year") == 2026)!;
        (after.Count, added["value"]!.GetValue<double>(), added.Text("source")).ShouldBe((figures.Count + 1, 74, "https://skr.se/insikt"));
        using var wrong = await festival.Organiser.PutAsJsonAsync($"{path}/skr/nki/bygglov/2026", new { value = 140, source = "https://skr.se/insikt" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_association_sees_numbers_of_at_least_seven_of_its_members()
    {
        var edition = await PlannedEdition.NewAsync(festival, "rackvidd-2027");
        var seminar = await edition.SeminarAsync("För medlemmar", "2027-10-05T16:00");
        await edition.ReleaseAsync(seminar);
        await edition.RegisterAsync(seminar, "ensam@rackvidd.example", "Bolaget AB", "556177-7631");

        var reach = await festival.Foretagarna.GetAsync($"/api/v1/associations/foretagarna/reach?edition={edition.Id}", HttpStatusCode.OK);

        reach.Number("fewest").ShouldBe(7);
        reach["rows"]!.AsArray().ShouldBeEmpty("one is too few to be shown");
        reach["total"].ShouldBeNull();
        using var other = await festival.Foretagarna.GetAsync($"/api/v1/associations/naringsliv/reach?edition={edition.Id}");
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
