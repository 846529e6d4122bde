using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.VisitRequests;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Contracts.Scheduling.ActivityCancelled;
using VisitChanged = BusinessFocus.Contracts.Scheduling.VisitChanged;

namespace BusinessFocus.Scheduling.Tests.Visits;

/// <summary>What becomes of a visit after the company accepted it: it moves, or the company takes it back.</summary>
public sealed class ChangingAcceptedVisits(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    [Fact]
    public async Task A_company_is_told_once_when_its_accepted_visit_goes_public_at_another_time()
    {
        var (edition, visit, token, activity) = await AnAcceptedVisitAsync();
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/days/2026-10-07/move", HttpStatusCode.OK, new { to = "2026-10-08" });
        (await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}"))["proposal"]!.Text("startsAt")
            .ShouldBe("2026-10-07T08:00:00+00:00", "what is planned is not told before it is released");

        await scheduling.ReleaseAsync(edition);

        var changed = await scheduling.Running.Bus.NextAsync<VisitChanged>(each => each.Visit.Id.ToString() == visit);
        changed.Kinds.ShouldBe([ChangeKind.Moved]);
        (changed.BeforeStartsAt, changed.Visit.StartsAt).ShouldBe((At("2026-10-07", "10:00"), At("2026-10-08", "10:00")));
        (changed.Visit.PlannedActivityId.ToString(), changed.Visit.Token, changed.Visit.Address).ShouldBe((activity, token, "Storgatan 1, Stenkullen"));
        var shown = await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}");
        (shown.Text("status"), shown["proposal"]!.Text("startsAt")).ShouldBe(("accepted", "2026-10-08T08:00:00+00:00"));

        // Another seat is nothing to the company.
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities/change", HttpStatusCode.OK, new { filter = new { kind = "companyVisit" }, change = new { capacity = 7 } });
        await scheduling.ReleaseAsync(edition);
        (await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}"))["history"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_proposal_has_the_calendar_id_that_the_activity_gets_and_keeps_it_through_other_times()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        await ProposeAsync(visit, host, "2026-10-07");
        var first = await scheduling.Running.Bus.NextAsync<VisitProposed>(each => each.Visit.Id.ToString() == visit);
        await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/another-time?token={token}", HttpStatusCode.OK, new { });
        await ProposeAsync(visit, host, "2026-10-09");
        var second = await scheduling.Running.Bus.NextAsync<VisitProposed>(each => each.Visit.Id.ToString() == visit && each.Visit.Version > first.Visit.Version);
        var accepted = await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.OK);

        first.Visit.PlannedActivityId.ToString().ShouldBe(accepted.Text("activityId"));
        (second.Visit.PlannedActivityId, second.Visit.ActivityId).ShouldBe((first.Visit.PlannedActivityId, null));
        second.Visit.HostIds!.Select(id => id.ToString()).ShouldBe([host]);
    }

    [Fact]
    public async Task A_company_takes_back_what_it_accepted_and_the_delegation_is_free_and_everybody_is_told()
    {
        var (edition, visit, token, activity) = await AnAcceptedVisitAsync();
        await scheduling.ReleaseAsync(edition);

        await DeclineAsync(visit, token, HttpStatusCode.OK);
        (await DeclineAsync(visit, token, HttpStatusCode.OK)).Text("status").ShouldBe("declined");

        var cancelled = await scheduling.Running.Bus.NextAsync<ActivityCancelled>(each => each.Activity.Id.ToString() == activity);
        (cancelled.Activity.Status, cancelled.Reason).ShouldBe((ActivityStatus.Cancelled, null), "the company's words are for the organisers");
        var decided = await scheduling.Running.Bus.NextAsync<VisitDecided>(
            each => each.Visit.Id.ToString() == visit && each.Decision != VisitDecision.Accepted);
        (decided.Decision, decided.Message, decided.Visit.PlannedActivityId.ToString()).ShouldBe((VisitDecision.Declined, "Vi flyttar", activity));
        (await Organiser.ReadAsync($"/api/v1/activities/{activity}")).Text("status").ShouldBe("cancelled");

        var (other, _) = await AskAsync(edition);
        var host = (await Organiser.ReadAsync($"{edition.Path}/hosts"))["items"]!.AsArray().ShouldHaveSingleItem()!.Text("id");
        await ProposeAsync(other, host, "2026-10-07");
    }

    [Fact]
    public async Task A_draft_that_the_company_takes_back_is_cancelled_and_nobody_else_hears_of_it()
    {
        var (_, visit, token, activity) = await AnAcceptedVisitAsync();

        await DeclineAsync(visit, token, HttpStatusCode.OK);

        (await Organiser.ReadAsync($"/api/v1/activities/{activity}")).Text("status").ShouldBe("cancelled");
        (await scheduling.Running.Bus.NextAsync<VisitDecided>(each => each.Visit.Id.ToString() == visit && each.Decision == VisitDecision.Declined))
            .Visit.PlannedActivityId.ToString().ShouldBe(activity);
    }

    [Fact]
    public async Task Of_a_company_that_declines_and_an_organiser_who_cancels_at_once_one_is_told()
    {
        var (_, visit, token, activity) = await AnAcceptedVisitAsync();

        await Task.WhenAll(
            Anyone.PostAsync($"/api/v1/visit-requests/{visit}/decline?token={token}", null),
            Organiser.PostAsync($"/api/v1/activities/{activity}/cancel", null));

        var shown = await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}");
        shown.Text("status").ShouldBeOneOf("declined", "withdrawn");
        shown["history"]!.AsArray().Count.ShouldBe(4, "asked, proposed, accepted, and one end");
        (await Organiser.ReadAsync($"/api/v1/activities/{activity}")).Text("status").ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_visit_that_has_taken_place_cannot_be_taken_back()
    {
        var (edition, visit, token, activity) = await AnAcceptedVisitAsync();
        await scheduling.ReleaseAsync(edition);
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{activity}/complete", HttpStatusCode.OK, new { @override = new { reason = "Vi kom tidigare" } });

        (await DeclineAsync(visit, token, HttpStatusCode.Conflict)).Text("type").ShouldEndWith("activity-completed");

        (await Anyone.ReadAsync($"/api/v1/visit-requests/{visit}?token={token}")).Text("status").ShouldBe("accepted");
    }

    [Fact]
    public void What_a_company_is_told_is_what_differs_from_what_it_was_told_before()
    {
        var visit = Accepted();
        var known = Public(visit);

        ChangeVisit.Decide(visit, known, Now).Events.ShouldBeEmpty();
        Kinds(visit, known with { EndsAt = known.EndsAt.AddHours(1) }).ShouldBe([ChangeKind.Moved]);
        Kinds(visit, known with { Hosts = ["KSO"], HostIds = [Mayor] }).ShouldBe([ChangeKind.HostChanged]);
        var elsewhere = known with { Place = new Place("Kommunhuset", "Aspen", "Bagges torg 1, Lerum", null, null) };
        Kinds(visit, elsewhere).ShouldBe([ChangeKind.MovedRoom]);
        var after = visit.After(ChangeVisit.Decide(visit, elsewhere, Now).Events.Single());
        after.Place.ShouldBe("Kommunhuset, Aspen, Bagges torg 1, Lerum");
        ChangeVisit.Decide(after, elsewhere, Now).Events.ShouldBeEmpty("it was told");
        Kinds(after, known).ShouldBe([ChangeKind.MovedRoom], "back at the company");
        Kinds(visit, known with { JoinLink = "https://meet.example/abc", Attendance = AttendanceMode.Digital }).ShouldBe([ChangeKind.MovedRoom]);

        ChangeVisit.Decide(visit with { Status = VisitStatus.Declined }, elsewhere, Now).Events.ShouldBeEmpty();
    }

    private static IReadOnlyList<ChangeKind> Kinds(VisitRequest visit, PublicActivity activity) =>
        ((VisitRequests.VisitChanged)ChangeVisit.Decide(visit, activity, Now).Events.ShouldHaveSingleItem()).Kinds;

    private static VisitRequest Accepted()
    {
        var id = VisitRequestId.New();
        var company = new VisitingCompany("Bolaget AB", new ContactId(Guid.NewGuid()), "Kim", "kim@bolaget.example", null, "sv", "Storgatan 1", "Stenkullen", null, null);
        var wishes = new VisitWishes([], VisitRequests.PartOfDay.Any, [], null, null);
        var proposed = (States.After<VisitRequest>([new VisitAsked(id, ThisEdition, new LocalizedText("Lerum"), company, wishes, Now)]) with { Id = id.Value })
            .Proposed("2026-10-07", "10:00", "11:00");
        return proposed.After(new VisitAccepted(ActivityId.New(), proposed.Facts(), Now));
    }

    private static PublicActivity Public(VisitRequest visit)
    {
        var place = visit.AsVenue() with { Name = "Bolaget AB (2)" };
        var plan = visit.PlanOf(visit.Proposal!, new VenueId(place.Id));
        return Edition().With(place).Publish(AnActivity(plan));
    }

    private async Task<(AnEdition Edition, string Visit, string Token, string Activity)> AnAcceptedVisitAsync()
    {
        var (edition, host) = await AnOpenEditionAsync();
        var (visit, token) = await AskAsync(edition);
        await ProposeAsync(visit, host, "2026-10-07");
        var accepted = await Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/accept?token={token}", HttpStatusCode.OK);
        return (edition, visit, token, accepted.Text("activityId"));
    }

    private async Task<(AnEdition Edition, string Host)> AnOpenEditionAsync()
    {
        var edition = await scheduling.NewEditionAsync();
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        return (edition, await scheduling.AddAsync(edition, "hosts", new { name = "KSO" }));
    }

    private async Task<(string Visit, string Token)> AskAsync(AnEdition edition)
    {
        var asked = await Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/visit-requests", HttpStatusCode.Created, new
        {
            company = new { name = "Bolaget AB" },
            contact = new { name = "Kim Ek", email = "kim@bolaget.example", locale = "sv" },
            address = new { street = "Storgatan 1", area = "Stenkullen" },
            consent = true,
        });
        return (asked.Text("id"), asked.Text("token"));
    }

    private Task<JsonNode> ProposeAsync(string visit, string host, string day) =>
        Organiser.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/propose", HttpStatusCode.OK, new
        {
            startsAt = $"{day}T10:00:00+02:00",
            endsAt = $"{day}T11:00:00+02:00",
            hostIds = new[] { host },
        });

    private Task<JsonNode> DeclineAsync(string visit, string token, HttpStatusCode expected) =>
        Anyone.SendAsync(HttpMethod.Post, $"/api/v1/visit-requests/{visit}/decline?token={token}", expected, new { reason = "Vi flyttar" });
}
