using System.Collections.Immutable;
using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Absences;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.OpenHouse;
using BusinessFocus.Scheduling.Seats;
using BusinessFocus.Testing;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;
using CancelledOnTheBus = BusinessFocus.Contracts.Scheduling.ActivityCancelled;

namespace BusinessFocus.Scheduling.Tests.Absences;

public sealed class ReportingAnAbsence(SchedulingService scheduling)
{
    private const string Day = "2026-10-06";

    private static readonly IReadOnlyList<Activity> Theirs = Slots(Officer, "09:00", "10:00");
    private static readonly IReadOnlyList<Activity> OfAColleague = Slots(Mayor, "09:00", "10:20");

    private static readonly ReportAbsence.Request Ill = new(At(Day, "08:00"), At(Day, "17:00"), "Handläggaren är sjuk.");

    private HttpClient Organiser => scheduling.Organiser;

    [Fact]
    public void Each_who_booked_is_offered_two_free_slots_of_a_colleague_near_in_time_and_nobody_the_same()
    {
        var outcome = Decide(booked: [Theirs[0], Theirs[1], OfAColleague[0]]);

        var (first, second) = (outcome.Answer.Cancelled[0], outcome.Answer.Cancelled[1]);
        first.Alternatives.Select(offered => offered.ActivityId).ShouldBe([OfAColleague[1].ActivityId, OfAColleague[3].ActivityId]);
        second.Alternatives.Select(offered => offered.ActivityId).ShouldBe([OfAColleague[2].ActivityId]);
        outcome.Answer.LeftOver.ShouldBeEmpty();
        outcome.Events.Select(happened => happened.Event).OfType<HostChanged>().ShouldHaveSingleItem().Unavailable.ShouldHaveSingleItem().StartsAt.ShouldBe(At(Day, "08:00"));
    }

    [Fact]
    public void Where_colleagues_have_too_few_each_gets_one_before_anybody_a_second_and_the_rest_is_left_over()
    {
        var outcome = Decide(booked: [.. Theirs, OfAColleague[0], OfAColleague[1]]);

        outcome.Answer.Cancelled.Select(lost => lost.Alternatives.Count).ShouldBe([1, 1, 0]);
        outcome.Answer.LeftOver.ShouldBe([Theirs[2].ActivityId]);
    }

    [Fact]
    public void A_slot_that_nobody_booked_leaves_the_programme_but_says_what_else_there_is()
    {
        var cancelled = Decide(booked: [Theirs[0]]).Events.Select(happened => happened.Event).OfType<ActivityCancelled>().ToList();

        cancelled.Select(slot => slot.Activity!.Visibility).ShouldBe([Visibility.Public, Visibility.Unlisted, Visibility.Unlisted]);
        cancelled.ShouldAllBe(slot => slot.Activity!.Status == ActivityStatus.Cancelled && slot.Alternatives!.Count > 0);
    }

    [Fact]
    public void Another_topic_is_no_alternative_and_what_is_planned_with_others_stays()
    {
        var other = Slots(Mayor, "09:00", "10:00", topic: "tillsyn");
        var together = AnActivity(APlan(Day, "13:00", "14:00") with { HostIds = [Officer, Mayor] });

        var outcome = ReportAbsence.Decide(Host, Ill, Edition([.. Theirs, .. other, together]) with { Seats = Booked([Theirs[0]]) }, [.. Theirs, .. other, together], Now);

        outcome.Answer.LeftOver.ShouldBe([Theirs[0].ActivityId]);
        outcome.Answer.WithOthers.ShouldBe([together.ActivityId]);
    }

    [Fact]
    public void A_repeat_changes_nothing()
    {
        var first = Decide(booked: [Theirs[0]]);
        var host = first.Events.Where(happened => happened.Stream == Officer.Value).Aggregate(Host, (state, happened) => state.After(happened.Event));
        var slots = Theirs.Select(slot => slot.After(first.Events.Single(happened => happened.Stream == slot.Id).Event)).ToList();

        var again = ReportAbsence.Decide(host, Ill, Edition([.. OfAColleague]), [.. slots, .. OfAColleague], Now);

        again.Events.ShouldBeEmpty();
        again.Answer.Cancelled.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ill_host_s_bookings_are_cancelled_in_one_act_and_the_bus_is_told_what_there_is_instead()
    {
        var edition = await scheduling.NewEditionAsync(2027);
        var (ill, colleague) = (await scheduling.AddAsync(edition, "hosts", new { name = "Anna" }), await scheduling.AddAsync(edition, "hosts", new { name = "Bo" }));
        var slots = (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, new
        {
            hostIds = new[] { ill, colleague },
            startsAt = "2027-10-05T08:00:00+02:00",
            endsAt = "2027-10-05T09:00:00+02:00",
            slotMinutes = 20,
            topics = new[] { "bygglov" },
        }))["slots"]!.AsArray().Select(slot => slot!.Text("id")).ToList();
        await scheduling.ReleaseAsync(edition);
        await scheduling.Running.Bus.PublishAsync(new SeatsChanged(new ActivityId(Guid.Parse(slots[0])), new EditionId(Guid.Parse(edition.Id)), 1, 1, 0, 1));
        await Eventually.TrueAsync(async () => (await Organiser.ReadAsync($"/api/v1/activities/{slots[0]}"))["organiser"]!["seats"]?.Number("confirmed") == 1);
        var (path, tuesday) = ($"/api/v1/hosts/{ill}/absences", new { startsAt = "2027-10-05T00:00:00+02:00", endsAt = "2027-10-06T00:00:00+02:00", reason = "Anna är sjuk." });

        var preview = await Organiser.SendAsync(HttpMethod.Post, $"{path}?preview=true", HttpStatusCode.OK, tuesday);
        (preview["cancelled"]!.AsArray().Count, preview["cancelled"]![0]!["alternatives"]!.AsArray().Count).ShouldBe((3, 2));
        (await Organiser.ReadAsync($"/api/v1/activities/{slots[0]}")).Text("status").ShouldBe("released");

        await Organiser.SendAsync(HttpMethod.Post, path, HttpStatusCode.OK, tuesday);

        var told = await scheduling.Running.Bus.NextAsync<CancelledOnTheBus>(message => message.Activity.Id.ToString() == slots[0]);
        told.Alternatives!.Select(other => other.ToString()).Order().ShouldBe(slots.Skip(3).Order(), "two of them, and the third in case one is taken");
        told.Reason.ShouldBe("Anna är sjuk.");
        (await Organiser.SendAsync(HttpMethod.Post, path, HttpStatusCode.OK, tuesday))["cancelled"]!.AsArray().ShouldBeEmpty();
        (await Organiser.ReadAsync($"/api/v1/hosts/{ill}"))["unavailable"]!.AsArray().ShouldHaveSingleItem();
    }

    private static Host Host => Edition().Hosts[Officer];

    private static ReportAbsence.Outcome Decide(IReadOnlyList<Activity> booked)
    {
        IReadOnlyList<Activity> all = [.. Theirs, .. OfAColleague];
        return ReportAbsence.Decide(Host, Ill, Edition(all) with { Seats = Booked(booked) }, all, Now);
    }

    private static ImmutableDictionary<ActivityId, SeatsKnown> Booked(IReadOnlyList<Activity> booked) => booked.ToImmutableDictionary(
        slot => slot.ActivityId, slot => new SeatsKnown { Id = slot.Id, EditionId = ThisEdition, Confirmed = 1, Waiting = 0 });

    private static List<Activity> Slots(HostId host, string from, string to, string topic = "bygglov") => CutOpenHouse
        .Decide(new CutOpenHouse.Request(host, At(Day, from), At(Day, to), SlotMinutes: 20, Topics: [topic]), Edition(), ActivityId.New, Now)
        .Events.Cast<ActivityPlanned>()
        .Select(planned => AnActivity(planned.Plan))
        .Select(slot => slot.After(new ActivityReleased(Edition(slot).Publish(slot), 1, Now)))
        .ToList();
}
