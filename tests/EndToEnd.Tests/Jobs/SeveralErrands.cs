using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>Errands at several authorities on one day: found back to back, booked and cancelled in one step, told in one letter.</summary>
public sealed class SeveralErrands(Festival festival)
{
    [Fact]
    public async Task Several_officers_are_booked_all_or_none_and_told_of_in_one_letter_and_so_is_its_end()
    {
        const string visitor = "ines@arenden.example";
        var edition = await PlannedEdition.NewAsync(festival, "arenden-2027");
        var food = await edition.SlotsAsync(await edition.HostAsync("Josefin Ek", "josefin-arenden@lerum.example"), "09:00", "10:00", "livsmedel");
        var build = await edition.SlotsAsync(await edition.HostAsync("Maria Borg", "maria-arenden@lerum.example"), "10:00", "11:30", "bygglov");
        await edition.ReleaseAsync([.. food, .. build]);
        var found = await festival.Anyone.PostAsync(
            $"{edition.Path}/chains", new { day = "2027-10-06", stops = new[] { new { topic = "livsmedel" }, new { topic = "bygglov" } } }, HttpStatusCode.OK);
        var slots = found["chains"]![0]!["slots"]!.AsArray().Select(slot => slot!.Text("activityId")).ToList();

        var booked = await festival.Anyone.PostAsync(
            "/api/v1/registrations",
            new { activityIds = slots, contact = new { name = "Ines Krog", email = visitor }, consent = true, conversation = new { topic = "Öppna krog" } },
            HttpStatusCode.Created);

        var letter = await festival.Mail.NextAsync(visitor);
        foreach (var officer in (string[])["Josefin Ek", "Maria Borg"])
        {
            letter.TextBody!.ShouldContain(officer);
        }

        var events = await letter.AttachedAsync();
        events.Select(each => each.Uid).ShouldBe(slots.Select(slot => $"{slot}@businessfocus"), ignoreOrder: true);
        await festival.LetterAsync("josefin-arenden@lerum.example", "Bokat samtal");
        await festival.LetterAsync("maria-arenden@lerum.example", "Bokat samtal");

        var first = booked["registrations"]![0]!;
        (await festival.Anyone.DeleteAsync(PlannedEdition.Link(first, "/chain"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await festival.Anyone.DeleteAsync(PlannedEdition.Link(first, "/chain"))).StatusCode.ShouldBe(HttpStatusCode.NoContent, "again changes nothing");
        await festival.LetterAsync("josefin-arenden@lerum.example", "Samtalet blir inte av");
        await festival.LetterAsync("maria-arenden@lerum.example", "Samtalet blir inte av");
        var end = await festival.Mail.NextAsync(visitor, each => each.MessageId != letter.MessageId);
        (await end.AttachedAsync()).ShouldAllBe(each => each.Status == "CANCELLED");
        festival.Mail.For(visitor).Count.ShouldBe(2, "one letter for what was booked, one for its end");
    }

    [Fact]
    public async Task Whoever_is_free_is_booked_by_topic_and_nobody_twice()
    {
        var edition = await PlannedEdition.NewAsync(festival, "vem-som-helst-2027");
        var one = await edition.SlotsAsync(await edition.HostAsync("Anna Ek", "anna-vem@lerum.example"), "09:00", "09:30", "miljo");
        var other = await edition.SlotsAsync(await edition.HostAsync("Bo Al", "bo-vem@lerum.example"), "09:00", "09:30", "miljo");
        await edition.ReleaseAsync([.. one, .. other]);

        var booked = await Task.WhenAll(((string[])["kim", "lo", "mo"]).Select(async who =>
        {
            using var answer = await festival.Anyone.PostAsJsonAsync(
                $"{edition.Path}/conversations",
                new { topic = "miljo", contact = new { name = who, email = $"{who}@vem.example" }, consent = true });
            return (answer.StatusCode, Activity: answer.IsSuccessStatusCode ? (await answer.JsonAsync(HttpStatusCode.Created)).Text("activityId") : null);
        }));

        booked.Select(each => each.StatusCode).ShouldBe([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict], ignoreOrder: true);
        booked.Select(each => each.Activity).OfType<string>().ShouldBe([one[0], other[0]], ignoreOrder: true);
    }
}
