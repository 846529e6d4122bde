using System.Net;
using System.Net.Http.Json;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Planning;
using static BusinessFocus.Scheduling.Tests.Given;
using static BusinessFocus.Scheduling.Tests.SchedulingService;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using HostAddressed = BusinessFocus.Contracts.Scheduling.HostAddressed;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class DeletingWhatIsUnused(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    [Fact]
    public void What_an_activity_uses_stays_also_when_it_is_cancelled()
    {
        var cancelled = AnActivity(
            APlan("2026-10-06", "09:00", "10:00") with { VenueId = Theatre, HostIds = [Mayor] }, new ActivityCancelled(null, null, 0, Now));
        var (theatre, mayor) = (Edition().Venues[Theatre], Edition().Hosts[Mayor]);

        var place = DeleteVenue.MeaningOf(theatre, Edition().Edition, [cancelled]);
        var person = DeleteHost.MeaningOf(mayor, [cancelled], []);

        place.UsedBy.ShouldHaveSingleItem().Id.ShouldBe(cancelled.Id.ToString());
        DeleteVenue.Decide(theatre, place, Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(Removal.InUse);
        DeleteHost.Decide(mayor, person, Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(Removal.InUse);
    }

    [Fact]
    public void An_address_is_forgotten_before_its_host_is_removed()
    {
        var host = Edition().Hosts[Mayor] with { Email = "kso@lerum.example" };

        var events = DeleteHost.Decide(host, DeleteHost.MeaningOf(host, [], []), Now).Events;

        events[0].ShouldBeOfType<BusinessFocus.Scheduling.Hosts.HostAddressed>().Email.ShouldBeNull();
        events[1].ShouldBeOfType<HostRemoved>();
    }

    [Fact]
    public async Task An_unused_venue_goes_with_its_travel_times_after_a_preview_that_stores_nothing_and_its_name_is_free()
    {
        var edition = await scheduling.NewEditionAsync();
        var unused = await scheduling.AddAsync(edition, "venues", new { name = "Kulturhuset" });
        var used = await scheduling.AddAsync(edition, "venues", new { name = "Stationen" });
        var activity = await scheduling.PlanAsync(edition, Seminar(venueId: used));
        await Organiser.SendAsync(
            HttpMethod.Put, $"{edition.Path}/travel-times", HttpStatusCode.OK, new { ways = new[] { new { fromVenueId = unused, toVenueId = used, minutes = 12 } } });

        var preview = await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/venues/{unused}?preview=true", HttpStatusCode.OK);
        (preview["preview"]!.GetValue<bool>(), preview.Number("uses"), preview.Number("travelTimes")).ShouldBe((true, 0, 1));
        var refused = await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/venues/{used}", HttpStatusCode.Conflict);
        refused.Text("type").ShouldBe("urn:businessfocus:problem:in-use");
        refused["usedBy"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(activity);
        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/venues/{unused}", HttpStatusCode.PreconditionFailed, ifMatch: "\"7\"");

        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/venues/{unused}", HttpStatusCode.OK);

        await Organiser.SendAsync(HttpMethod.Get, $"/api/v1/venues/{unused}", HttpStatusCode.NotFound);
        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/venues/{unused}", HttpStatusCode.NotFound);
        (await Organiser.ReadAsync($"{edition.Path}/venues"))["items"]!.AsArray().Select(venue => venue!.Text("id")).ShouldBe([used]);
        (await scheduling.AddAsync(edition, "venues", new { name = "Kulturhuset" })).ShouldNotBe(unused);
    }

    [Fact]
    public async Task Whoever_writes_to_hosts_hears_that_the_address_of_a_removed_one_is_none()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "KSO", email = "kso@lerum.example" });

        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/hosts/{host}", HttpStatusCode.OK);

        await scheduling.Running.Bus.NextAsync<HostAddressed>(each => each.HostId.ToString() == host && each.Email is null);
        await Organiser.SendAsync(HttpMethod.Get, $"/api/v1/hosts/{host}", HttpStatusCode.NotFound);
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/hosts/{host}/agenda-link", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_edition_without_a_plan_goes_with_its_venues_and_hosts_and_its_slug_is_free()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Kulturhuset" });
        await scheduling.AddAsync(edition, "hosts", new { name = "KSO", email = "kso@lerum.example" });

        var preview = await Organiser.SendAsync(HttpMethod.Delete, $"{edition.Path}?preview=true", HttpStatusCode.OK);
        (preview.Number("venues"), preview.Number("hosts"), preview.Number("uses")).ShouldBe((1, 1, 0));
        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/editions/{edition.Slug}", HttpStatusCode.OK);

        await Organiser.SendAsync(HttpMethod.Get, edition.Path, HttpStatusCode.NotFound);
        await Organiser.SendAsync(HttpMethod.Get, $"/api/v1/venues/{venue}", HttpStatusCode.NotFound);
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.NotFound);
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/venues", HttpStatusCode.NotFound, new { name = "Sent" });
        await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug = edition.Slug,
            name = new { sv = "Igen" },
            startsOn = "2026-10-05",
            endsOn = "2026-10-16",
        });
    }

    [Fact]
    public async Task An_edition_that_a_company_has_asked_in_or_that_has_a_plan_stays()
    {
        var (asked, planned) = (await scheduling.NewEditionAsync(), await scheduling.NewEditionAsync());
        await Organiser.SendAsync(HttpMethod.Post, $"{asked.Path}/open", HttpStatusCode.OK);
        await scheduling.Anyone.SendAsync(HttpMethod.Post, $"{asked.Path}/visit-requests", HttpStatusCode.Created, new
        {
            company = new { name = "Anna AB" },
            contact = new { name = "Anna", email = "anna@example.se" },
            address = new { street = "Vägen 1", area = "Gråbo" },
            consent = true,
        });
        await scheduling.PlanAsync(planned, Seminar());

        (await UsesOf(asked)).ShouldBe("visitRequest");
        (await UsesOf(planned)).ShouldBe("activity");

        async Task<string> UsesOf(AnEdition edition) =>
            (await Organiser.SendAsync(HttpMethod.Delete, edition.Path, HttpStatusCode.Conflict))["usedBy"]!.AsArray().ShouldHaveSingleItem()!.Text("what");
    }

    [Fact]
    public async Task A_history_still_names_a_venue_that_is_gone()
    {
        var edition = await scheduling.NewEditionAsync();
        var (gone, kept) = (await scheduling.AddAsync(edition, "venues", new { name = "Kulturhuset" }), await scheduling.AddAsync(edition, "venues", new { name = "Stationen" }));
        var activity = await scheduling.PlanAsync(edition, Seminar(venueId: gone));
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{activity}", HttpStatusCode.OK, Seminar(venueId: kept));

        await Organiser.SendAsync(HttpMethod.Delete, $"/api/v1/venues/{gone}", HttpStatusCode.OK);

        var changed = (await Organiser.ReadAsync($"/api/v1/activities/{activity}/history"))["entries"]![1]!["changed"]![0]!;
        (changed.Text("before"), changed.Text("after")).ShouldBe(("Kulturhuset", "Stationen"));
    }

    [Fact]
    public async Task Of_a_deletion_and_an_activity_that_needs_what_is_deleted_at_once_only_one_is_stored()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = await scheduling.AddAsync(edition, "venues", new { name = "Kulturhuset" });

        var planning = Organiser.PostAsJsonAsync($"{edition.Path}/activities", Seminar(venueId: venue));
        var deleting = Organiser.DeleteAsync($"/api/v1/venues/{venue}");
        using var planned = await planning;
        using var deleted = await deleting;

        (planned.IsSuccessStatusCode ^ deleted.IsSuccessStatusCode).ShouldBeTrue($"{planned.StatusCode}, {deleted.StatusCode}");
    }
}
