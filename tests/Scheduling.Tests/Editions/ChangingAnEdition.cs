using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Planning;
using static BusinessFocus.Scheduling.Tests.Given;
using static BusinessFocus.Scheduling.Tests.SchedulingService;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using EditionContact = BusinessFocus.Contracts.Scheduling.EditionContact;
using EditionPresented = BusinessFocus.Contracts.Scheduling.EditionPresented;

namespace BusinessFocus.Scheduling.Tests.Editions;

public sealed class ChangingAnEdition(SchedulingService scheduling)
{
    private static readonly ReviseEdition.Request Same =
        new(new LocalizedText("Business Focus Lerum"), new DateOnly(2026, 10, 5), new DateOnly(2026, 10, 16));

    private HttpClient Organiser => scheduling.Organiser;

    [Fact]
    public void The_same_again_changes_nothing() =>
        ReviseEdition.Decide(Same with { Reason = "Igen" }, Edition(), [], Now).Events.ShouldBeEmpty();

    [Fact]
    public void Days_that_leave_out_what_is_planned_are_refused_and_what_is_cancelled_is_in_no_way()
    {
        var first = AnActivity(APlan("2026-10-05", "09:00", "10:00"));
        var last = AnActivity(APlan("2026-10-16", "22:00", "23:00") with { EndsAt = At("2026-10-17", "00:00") });
        var cancelled = AnActivity(APlan("2026-10-05", "09:00", "10:00"), new ActivityCancelled(null, null, 0, Now));

        Outside(Same with { StartsOn = new(2026, 10, 6) }, first, last, cancelled).ShouldBe([first.ActivityId]);
        Outside(Same with { EndsOn = new(2026, 10, 15) }, first, last, cancelled).ShouldBe([last.ActivityId]);
        Outside(Same with { StartsOn = new(2026, 10, 4), EndsOn = new(2026, 10, 17) }, first, last, cancelled).ShouldBeEmpty();

        static IEnumerable<ActivityId> Outside(ReviseEdition.Request request, params Activity[] activities)
        {
            var meant = ReviseEdition.MeaningOf(request, Edition(activities), activities, Now).Outside.Select(activity => activity.ActivityId).ToList();
            var refusal = ReviseEdition.Decide(request, Edition(activities), activities, Now).Refusal;
            (refusal?.Problem == EditionProblems.ActivitiesOutside).ShouldBe(meant.Count > 0);
            return meant;
        }
    }

    [Fact]
    public void A_closed_edition_is_not_changed()
    {
        var closed = Edition() with { Edition = Edition().Edition with { Status = EditionStatus.Closed } };

        ReviseEdition.Decide(Same with { EndsOn = new(2026, 10, 17) }, closed, [], Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(EditionProblems.Closed);
    }

    [Fact]
    public async Task Everybody_reads_what_an_edition_says_of_itself_and_a_preview_stores_nothing()
    {
        var edition = await scheduling.NewEditionAsync();
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        var body = Changed("2026-10-05");

        var preview = await Organiser.SendAsync(HttpMethod.Put, $"{edition.Path}?preview=true", HttpStatusCode.OK, body, "\"2\"");
        preview["changed"]!.AsArray().Select(field => field!.Text("field")).ShouldBe(["name", "endsOn", "presentation"]);
        (await scheduling.Anyone.ReadAsync(edition.Path)).Text("endsOn").ShouldBe("2026-10-16");

        await Organiser.SendAsync(HttpMethod.Put, edition.Path, HttpStatusCode.OK, body, "\"2\"");
        var read = await scheduling.Anyone.ReadAsync(edition.Path);
        (read["name"]!.Text("sv"), read.Text("endsOn"), read.Text("slug")).ShouldBe(("Nytt namn", "2026-10-18", edition.Slug));
        var said = read["presentation"]!;
        (said["consent"]!.Text("sv"), said.Text("sender")).ShouldBe(("Vi sparar ditt namn.", "Lerums kommun"));

        // Whoever changed what is no longer so is told; whoever sends the same again changes nothing.
        await Organiser.SendAsync(HttpMethod.Put, edition.Path, HttpStatusCode.PreconditionFailed, Changed("2026-10-06"), "\"2\"");
        (await Organiser.SendAsync(HttpMethod.Put, edition.Path, HttpStatusCode.OK, body, "\"3\""))["changed"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_letters_need_of_an_edition_is_told_with_its_newest_version()
    {
        var edition = await scheduling.NewEditionAsync();
        var body = new
        {
            name = new { sv = "Nytt namn" },
            startsOn = "2026-10-05",
            endsOn = "2026-10-18",
            presentation = new
            {
                sender = "Lerums kommun",
                replyTo = "svar@lerum.example",
                contact = new { name = "Anna Ek", email = "anna@lerum.example", phone = "0302-52 10 00" },
            },
        };

        await Organiser.SendAsync(HttpMethod.Put, edition.Path, HttpStatusCode.OK, body);

        var told = await scheduling.Running.Bus.NextAsync<EditionPresented>(each => each.EditionId.ToString() == edition.Id);
        (told.Name.Sv, told.Sender, told.ReplyTo, told.Consent, told.Version).ShouldBe(("Nytt namn", "Lerums kommun", "svar@lerum.example", null, 2));
        told.Contact.ShouldBe(new EditionContact("Anna Ek", "anna@lerum.example", "0302-52 10 00"));
        (await Organiser.ReadAsync(edition.Path))["presentation"]!["contact"]!.Text("name").ShouldBe("Anna Ek");

        foreach (var (presentation, field) in ((object, string)[])[
            (new { replyTo = "ingen adress" }, "presentation.replyTo"),
            (new { contact = new { name = " " } }, "presentation.contact.name"),
            (new { contact = new { name = "Anna", email = "anna" } }, "presentation.contact.email"),
            (new { contact = new { name = "Anna", phone = "växeln" } }, "presentation.contact.phone"),
        ])
        {
            var refused = await Organiser.SendAsync(
                HttpMethod.Put, edition.Path, HttpStatusCode.BadRequest, new { body.name, body.startsOn, body.endsOn, presentation });
            refused["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
        }
    }

    [Fact]
    public async Task Of_a_new_day_and_an_activity_outside_it_at_once_only_one_is_stored()
    {
        var edition = await scheduling.NewEditionAsync();

        var planning = Organiser.PostAsJsonAsync($"{edition.Path}/activities", Seminar(from: "2026-10-05T09:00:00+02:00", to: "2026-10-05T10:00:00+02:00"));
        var changing = Organiser.PutAsJsonAsync(edition.Path, Changed("2026-10-06"));
        using var planned = await planning;
        using var changed = await changing;

        (planned.IsSuccessStatusCode ^ changed.IsSuccessStatusCode).ShouldBeTrue($"{planned.StatusCode}, {changed.StatusCode}");
    }

    [Theory]
    [InlineData("endsOn", "2026-10-20", "https://example.se/logo.svg")]
    [InlineData("presentation.logoUrl", "2026-10-06", "javascript:alert(1)")]
    public async Task A_bad_edition_is_refused_by_field(string field, string startsOn, string logo)
    {
        var edition = await scheduling.NewEditionAsync();

        var refused = await Organiser.SendAsync(HttpMethod.Put, edition.Path, HttpStatusCode.BadRequest, Changed(startsOn, logo));

        refused["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
    }

    [Fact]
    public async Task When_addresses_are_confirmed_is_chosen_at_once_and_the_same_again_changes_nothing()
    {
        var edition = await scheduling.NewEditionAsync();
        async Task<JsonNode> ChooseAsync() => await Organiser.SendAsync(HttpMethod.Put, $"{edition.Path}/confirm-address", HttpStatusCode.OK, new { confirmAddress = "always" });

        var (chosen, again) = (await ChooseAsync(), await ChooseAsync());

        chosen.Text("confirmAddress").ShouldBe("always");
        again.ToJsonString().ShouldBe(chosen.ToJsonString());
    }

    private static object Changed(string startsOn, string logo = "https://example.se/logo.svg") => new
    {
        name = new { sv = "Nytt namn" },
        startsOn,
        endsOn = "2026-10-18",
        presentation = new
        {
            introduction = new { sv = "Två veckor." },
            consent = new { sv = "Vi sparar ditt namn." },
            sender = "Lerums kommun",
            logoUrl = logo,
        },
    };
}
