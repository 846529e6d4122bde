using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>Officers and those who booked them: somebody is ill, somebody wants an earlier time.</summary>
public sealed class AnOfficersDay(Festival festival)
{
    [Fact]
    public async Task Who_had_booked_an_officer_that_is_ill_chooses_a_colleague_by_the_letter()
    {
        const string visitor = "kim@sjuk.example";
        const string colleague = "bo-sjuk@lerum.example";
        var edition = await PlannedEdition.NewAsync(festival, "sjuk-2027");
        var ill = await edition.HostAsync("Anna Ek", "anna-sjuk@lerum.example");
        var slots = await edition.SlotsAsync(ill, "09:00", "10:00", "bygglov");
        var others = await edition.SlotsAsync(await edition.HostAsync("Bo Al", colleague), "13:00", "14:30", "bygglov");
        await edition.ReleaseAsync([.. slots, .. others]);
        var booked = await edition.RegisterAsync(slots[0], visitor);
        await festival.LetterAsync(visitor, "Du är anmäld");

        var absence = new { startsAt = "2027-10-06T00:00:00+02:00", endsAt = "2027-10-07T00:00:00+02:00", reason = "Anna är sjuk." };
        var preview = await festival.Organiser.PostAsync($"/api/v1/hosts/{ill}/absences?preview=true", absence, HttpStatusCode.OK);
        preview["cancelled"]!.AsArray().Count.ShouldBe(2);
        (await festival.Anyone.GetAsync(PlannedEdition.Link(booked), HttpStatusCode.OK)).Text("status").ShouldBe("confirmed", "nothing is done by the preview");
        await festival.Organiser.PostAsync($"/api/v1/hosts/{ill}/absences", absence, HttpStatusCode.OK);

        var letter = await festival.LetterAsync(visitor, "Inställt");
        var (method, _) = await letter.CalendarAsync();
        method.ShouldBe("CANCEL");
        var choice = letter.Link("/held-registrations/");
        await (await festival.Anyone.PostAsync(choice, null)).JsonAsync(HttpStatusCode.OK);
        var (chosen, events) = await (await festival.Mail.NextAsync(visitor, each => each.Subject!.StartsWith("Du är anmäld", StringComparison.Ordinal)
            && each.TextBody!.Contains("Bo Al", StringComparison.Ordinal))).CalendarAsync();
        chosen.ShouldBe("REQUEST");
        events.Single().Uid.ShouldBeOneOf([.. others.Select(slot => $"{slot}@businessfocus")]);
        await festival.LetterAsync(colleague, "Bokat samtal");
    }

    [Fact]
    public async Task A_time_that_is_freed_goes_to_who_waits_for_an_earlier_one_and_theirs_to_the_next()
    {
        var edition = await PlannedEdition.NewAsync(festival, "tidigare-2027");
        var slots = await edition.SlotsAsync(await edition.HostAsync("Anna Ek", "anna-tidigare@lerum.example"), "09:00", "10:30", "miljo");
        await edition.ReleaseAsync(slots);
        var anna = await edition.RegisterAsync(slots[0], "anna@tidigare.example");
        var bo = await edition.RegisterAsync(slots[1], "bo@tidigare.example");
        var cia = await edition.RegisterAsync(slots[2], "cia@tidigare.example");
        foreach (var waiting in (JsonNode[])[bo, cia])
        {
            await (await festival.Anyone.PutAsync(PlannedEdition.Link(waiting, "/earlier-wish"), null)).JsonAsync(HttpStatusCode.OK);
        }

        (await festival.Anyone.DeleteAsync(PlannedEdition.Link(anna))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var offer = await festival.LetterAsync("bo@tidigare.example", "En tidigare tid");
        var answer = await (await festival.Anyone.PostAsync(offer.Link("/held-registrations/"), null)).JsonAsync(HttpStatusCode.OK);
        var taken = answer["registrations"]!.AsArray().ShouldHaveSingleItem()!;
        (taken.Text("activityId"), taken.Text("status")).ShouldBe((slots[0], "confirmed"));
        await festival.LetterAsync("cia@tidigare.example", "En tidigare tid");
        var (method, events) = await (await festival.LetterAsync("bo@tidigare.example", "Flyttad till")).CalendarAsync();
        (method, events.Single().Start!.AsUtc).ShouldBe(("REQUEST", new DateTime(2027, 10, 6, 7, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task An_officer_marks_how_a_conversation_went_and_opens_one_case_of_it()
    {
        const string officer = "hanna-efter@lerum.example";
        var soon = NextHalfHour();
        var edition = await PlannedEdition.NewAsync(festival, "efter-nu", DateOnly.FromDateTime(soon.UtcDateTime.AddDays(-1)));
        var host = await edition.HostAsync("Hanna Handläggare", officer);
        var slots = await edition.SlotsAsync(host, soon, soon.AddMinutes(30), "bygglov");
        await edition.ReleaseAsync(slots);
        var booked = await edition.RegisterAsync(slots[0], "lo@efter.example", "Öbergs Måleri");
        await festival.LetterAsync(officer, "Bokat samtal");

        using var herself = await festival.ClientAsync(new { id = "hanna-efter", name = "Hanna", roles = new[] { "host" }, hostId = host });
        var mark = new { hasCome = true, outcome = "promised", note = "Ringer om skylten" };
        using var others = await festival.Organiser.PutAsJsonAsync($"/api/v1/hosts/{host}/conversations/{booked.Text("id")}", mark);
        others.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "what was said is between the two");
        var marked = await (await herself.PutAsJsonAsync($"/api/v1/hosts/{host}/conversations/{booked.Text("id")}", mark)).JsonAsync(HttpStatusCode.OK);
        marked.Text("outcome").ShouldBe("promised");
        var ask = new { message = "Ring om skylten", topic = "bygglov" };
        var opened = await herself.PostAsync($"/api/v1/hosts/{host}/conversations/{booked.Text("id")}/follow-up", ask, HttpStatusCode.Accepted);

        var shown = await Eventually.ValueAsync(async () =>
        {
            using var answer = await festival.Organiser.GetAsync($"/api/v1/follow-ups/{opened.Text("followUpId")}");
            return answer.IsSuccessStatusCode ? await answer.JsonAsync(HttpStatusCode.OK) : null;
        });
        shown.ToJsonString().ShouldContain("Ring om skylten");
        await festival.LetterAsync("lo@efter.example", "Det här följer vi upp");
    }

    /// <summary>A time within the hour, from which on it can be said how a conversation went.</summary>
    private static DateTimeOffset NextHalfHour()
    {
        var now = DateTimeOffset.UtcNow.AddMinutes(5);
        return now.AddMinutes(30 - (now.Minute % 30)).AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }
}
