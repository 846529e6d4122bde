using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>The organiser who changes her mind: what it means is shown first, and everybody hears of it once.</summary>
public sealed class ChangingOnesMind(Festival festival)
{
    [Fact]
    public async Task A_day_moves_in_one_act_with_its_clashes_shown_and_each_guest_gets_the_entry_moved()
    {
        const string guest = "gast@flyttdag.example";
        var edition = await PlannedEdition.NewAsync(festival, "flyttdag-2027");
        var seminar = await edition.SeminarAsync("Seminariet som flyttar", "2027-10-05T16:00");
        await edition.ReleaseAsync(seminar);
        await edition.RegisterAsync(seminar, guest);
        var (_, before) = await (await festival.LetterAsync(guest, "Du är anmäld")).CalendarAsync();

        var preview = await festival.Organiser.PostAsync($"{edition.Path}/days/2027-10-05/move?preview=true", new { to = "2027-10-06" }, HttpStatusCode.OK);
        (preview["preview"]!.GetValue<bool>(), preview.Number("registered")).ShouldBe((true, 1));
        (await festival.Organiser.GetAsync($"/api/v1/activities/{seminar}", HttpStatusCode.OK)).Text("startsAt").ShouldBe("2027-10-05T14:00:00+00:00");

        await festival.Organiser.PostAsync($"{edition.Path}/days/2027-10-05/move", new { to = "2027-10-06" }, HttpStatusCode.OK);
        await edition.ReleaseAsync();

        var (method, after) = await (await festival.LetterAsync(guest, "Ändrat")).CalendarAsync();
        (method, after.Single().Uid).ShouldBe(("REQUEST", before.Single().Uid));
        after.Single().Sequence.ShouldBeGreaterThan(before.Single().Sequence);
        after.Single().Start!.AsUtc.ShouldBe(new DateTime(2027, 10, 6, 14, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task An_edition_is_changed_after_a_preview_and_deleted_only_while_nobody_uses_it()
    {
        var edition = await PlannedEdition.NewAsync(festival, "andras-2027");
        var seminar = await edition.SeminarAsync("Den sista dagen", "2027-10-15T16:00");
        var shorter = new { name = new { sv = "Kortare", en = "Shorter" }, startsOn = "2027-10-04", endsOn = "2027-10-14" };

        var preview = await (await festival.Organiser.PutAsJsonAsync($"{edition.Path}?preview=true", shorter)).JsonAsync(HttpStatusCode.OK);
        preview["outside"]!.AsArray().Single()!.ToJsonString().ShouldContain(seminar);
        (await festival.Organiser.GetAsync(edition.Path, HttpStatusCode.OK)).Text("endsOn").ShouldBe("2027-10-15", "nothing is done by the preview");

        await edition.ReleaseAsync(seminar);
        using var refused = await festival.Organiser.DeleteAsync(edition.Path);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var unused = await PlannedEdition.NewAsync(festival, "oanvand-2027");
        using var deleted = await festival.Organiser.DeleteAsync(unused.Path);
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await festival.Organiser.GetAsync(unused.Path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task As_many_as_were_counted_get_a_message_and_nobody_gets_it_twice()
    {
        var edition = await PlannedEdition.NewAsync(festival, "utskick-2027");
        var (food, build) = (await edition.SeminarAsync("Om mat", "2027-10-05T16:00", topics: ["livsmedel"]), await edition.SeminarAsync("Om hus", "2027-10-06T16:00", topics: ["bygglov"]));
        var both = await edition.SeminarAsync("Mer om mat", "2027-10-07T16:00", topics: ["livsmedel"]);
        await edition.ReleaseAsync(food, build, both);
        foreach (var (activity, who) in ((string, string)[])[(food, "anna"), (both, "anna"), (food, "bo"), (build, "cia")])
        {
            await edition.RegisterAsync(activity, $"{who}@utskick.example");
        }

        await festival.Mail.NextAsync("cia@utskick.example");
        var message = new { subject = "Ta med legitimation", text = "Vi ses i foajén.", audience = new { topics = new[] { "livsmedel" } } };
        var preview = await festival.Organiser.PostAsync($"{edition.Path}/messages/preview", message, HttpStatusCode.OK);
        preview.Number("recipients").ShouldBe(2);

        await festival.Organiser.PostAsync($"{edition.Path}/messages", message, HttpStatusCode.Accepted);

        foreach (var who in (string[])["anna", "bo"])
        {
            (await festival.LetterAsync($"{who}@utskick.example", "Ta med legitimation")).TextBody!.ShouldContain("Vi ses i foajén.");
        }

        festival.Mail.For("anna@utskick.example").Count(letter => letter.Subject == "Ta med legitimation").ShouldBe(1);
        festival.Mail.For("cia@utskick.example").ShouldNotContain(letter => letter.Subject == "Ta med legitimation");
    }
}
