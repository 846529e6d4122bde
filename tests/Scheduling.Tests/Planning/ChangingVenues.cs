using System.Net;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using static BusinessFocus.Scheduling.Tests.Given;
using static BusinessFocus.Scheduling.Tests.SchedulingService;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class ChangingVenues(SchedulingService scheduling)
{
    private static readonly AddVenue.Request Same = new("Dergårdsteatern");

    private static readonly Plan There = APlan("2026-10-06", "09:00", "10:00") with { VenueId = Theatre };

    [Fact]
    public void Another_name_is_told_to_those_registered_for_what_is_public_there_and_the_number_it_holds_to_nobody()
    {
        var (draft, released, elsewhere) = (AnActivity(There), Released(There), Released(There with { VenueId = AtTheCompany }));

        var named = Meaning(Same with { Name = "Teatern" }, draft, released, elsewhere);
        named.Changed.ShouldBe(["name"]);
        named.Activities.Where(activity => activity.IsTold).Select(activity => activity.ActivityId).ShouldBe([released.ActivityId]);
        named.Activities.Select(activity => activity.ActivityId).ShouldBe([draft.ActivityId, released.ActivityId], ignoreOrder: true);

        var smaller = Meaning(Same with { Capacity = 500 }, released);
        smaller.Activities.ShouldHaveSingleItem().IsTold.ShouldBeFalse();
    }

    [Fact]
    public void What_no_longer_fits_is_shown_and_what_did_not_fit_before_is_not()
    {
        var (one, other) = (AnActivity(There), AnActivity(There));
        var meaning = Meaning(Same with { Capacity = 10 }, one, other);

        foreach (var activity in meaning.Activities)
        {
            activity.Clashes.ShouldHaveSingleItem().Why.ShouldBe(ClashWhy.TooSmall);
        }
    }

    [Fact]
    public void A_placeholder_that_becomes_a_place_is_taken_twice()
    {
        var company = There with { VenueId = AtTheCompany };
        var (one, other) = (AnActivity(company), AnActivity(company));
        var edition = Edition();
        edition = new[] { one, other }.Aggregate(edition, (plan, activity) => plan.With(activity.ActivityId, activity.Plan!));

        ChangeVenue.MeaningOf(edition.Venues[AtTheCompany], new("Hos företaget", Shared: true), edition, [one, other], Now)
            .Activities.ShouldAllBe(activity => activity.Clashes.Count == 1);
    }

    [Fact]
    public void A_room_that_is_gone_is_why_it_cannot_be_planned_so()
    {
        var venue = Edition().Venues[Theatre] with { Details = VenueDetails.None with { Rooms = [new Room("Foajén")] } };
        var activity = AnActivity(There with { Room = "Foajén" });

        ChangeVenue.MeaningOf(venue, Same, Edition(activity).With(venue), [activity], Now)
            .Activities.ShouldHaveSingleItem().Reasons.ShouldHaveSingleItem().En.ShouldContain("no such room");
    }

    [Fact]
    public async Task A_preview_stores_nothing_and_the_change_answers_what_it_meant()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Kulturhuset" });
        await scheduling.PlanAsync(edition, Seminar(venueId: venue));
        await scheduling.ReleaseAsync(edition);
        var body = new { name = "Stora kulturhuset", address = "Torget 1" };

        var preview = await scheduling.Organiser.SendAsync(HttpMethod.Put, $"/api/v1/venues/{venue}?preview=true", HttpStatusCode.OK, body);
        preview["changed"]!.AsArray().Select(field => field!.GetValue<string>()).ShouldBe(["name", "address"]);
        preview["activities"]!.AsArray().ShouldHaveSingleItem()!["isTold"]!.GetValue<bool>().ShouldBeTrue();
        (await scheduling.Organiser.ReadAsync($"/api/v1/venues/{venue}")).Text("name").ShouldBe("Kulturhuset");

        var changed = await scheduling.Organiser.SendAsync(HttpMethod.Put, $"/api/v1/venues/{venue}", HttpStatusCode.OK, body, "\"1\"");
        (changed.Text("name"), changed["preview"]!.GetValue<bool>()).ShouldBe(("Stora kulturhuset", false));
        await scheduling.Organiser.SendAsync(HttpMethod.Put, $"/api/v1/venues/{venue}?preview=true", HttpStatusCode.PreconditionFailed, body, "\"1\"");
    }

    private static Activity Released(Plan plan)
    {
        var draft = AnActivity(plan);
        return draft.Evolve(new ActivityReleased(Edition().Publish(draft), 1, Now));
    }

    private static ChangeVenue.Answer Meaning(AddVenue.Request request, params Activity[] activities) =>
        ChangeVenue.MeaningOf(Edition().Venues[Theatre], request, Edition(activities), activities, Now);
}
