using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Absences;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.OpenHouse;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;
using ActivityReplanned = BusinessFocus.Scheduling.Activities.ActivityReplanned;
using BusFacts = BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Tests.Absences;

public sealed class HandingOver(SchedulingService scheduling)
{
    private const string Day = "2026-10-06";

    private static readonly IReadOnlyList<Activity> Slots = CutOpenHouse
        .Decide(new CutOpenHouse.Request(Officer, At(Day, "09:00"), At(Day, "10:00"), SlotMinutes: 20, Topics: ["bygglov"]), Edition(), ActivityId.New, Now)
        .Events.Cast<ActivityPlanned>()
        .Select(planned => States.After<Activity>([planned]))
        .ToList();

    private static readonly HandOver.Request ToTheMayor = new(Mayor);

    private HttpClient Organiser => scheduling.Organiser;

    [Fact]
    public void All_slots_go_to_the_other_host_with_the_name_in_their_titles()
    {
        var outcome = HandOver.Decide(Officer, ToTheMayor, Edition(Slots), Slots, Now);

        var plans = outcome.Events.Select(happened => happened.Event).Cast<ActivityReplanned>().Select(replanned => replanned.Plan).ToList();
        plans.Count.ShouldBe(3);
        plans.ShouldAllBe(plan => plan.HostIds.Single() == Mayor && plan.Title.Sv == "Samtal med KSO");
    }

    [Fact]
    public void One_clash_and_nothing_is_handed_over()
    {
        var busy = AnActivity(APlan(Day, "09:30", "10:30") with { HostIds = [Mayor] });

        var outcome = HandOver.Decide(Officer, ToTheMayor, Edition([.. Slots, busy]), [.. Slots, busy], Now);

        outcome.Changes.Refused.Select(refused => refused.ActivityId).ShouldBe([Slots[1].ActivityId, Slots[2].ActivityId]);
        outcome.Changes.Refused.ShouldAllBe(refused => refused.Clashes.Single().ActivityId == busy.ActivityId);
    }

    [Fact]
    public void Only_what_lies_in_the_period_or_is_named_goes()
    {
        Handed(ToTheMayor with { StartsAt = At(Day, "09:20"), EndsAt = At(Day, "09:40") }).ShouldBe([Slots[1].Id]);
        Handed(ToTheMayor with { ActivityIds = [Slots[2].ActivityId] }).ShouldBe([Slots[2].Id]);
        HandOver.Decide(Officer, ToTheMayor, Edition(Slots), Slots, At(Day, "09:30")).Events.Select(happened => happened.Stream).ShouldBe([Slots[2].Id], "others have begun");

        static IEnumerable<Guid> Handed(HandOver.Request request) => HandOver.Decide(Officer, request, Edition(Slots), Slots, Now).Events.Select(happened => happened.Stream);
    }

    [Fact]
    public void What_is_not_theirs_is_refused_by_field_and_a_repeat_changes_nothing()
    {
        var foreign = AnActivity(APlan(Day, "09:00", "10:00"));
        Flaw.In(HandOver.Decide(Officer, new(Officer, [foreign.ActivityId]), Edition([.. Slots, foreign]), [.. Slots, foreign], Now).Refusal.ShouldNotBeNull())
            .Keys.ShouldBe(["toHostId", "activityIds[0]"], ignoreOrder: true);

        var named = ToTheMayor with { ActivityIds = [Slots[0].ActivityId] };
        var after = Slots[0].After(HandOver.Decide(Officer, named, Edition(Slots), Slots, Now).Events.Single().Event);
        var again = HandOver.Decide(Officer, named, Edition(after), [after], Now);
        (again.Events.Count, again.Changes.Unchanged).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Twelve_bookings_go_to_a_colleague_in_one_act_and_one_release()
    {
        var edition = await scheduling.NewEditionAsync(2027);
        var (ill, colleague) = (await scheduling.AddAsync(edition, "hosts", new { name = "Anna" }), await scheduling.AddAsync(edition, "hosts", new { name = "Bo" }));
        var slots = (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, new
        {
            hostId = ill,
            startsAt = "2027-10-05T08:00:00+02:00",
            endsAt = "2027-10-05T12:00:00+02:00",
            slotMinutes = 20,
        }))["slots"]!.AsArray().Select(slot => slot!.Text("id")).ToList();
        await scheduling.ReleaseAsync(edition);
        var path = $"/api/v1/hosts/{ill}/handover";

        var preview = await Organiser.SendAsync(HttpMethod.Post, $"{path}?preview=true", HttpStatusCode.OK, new { toHostId = colleague });
        preview["changes"]!.AsArray().Count.ShouldBe(12);
        (await Organiser.ReadAsync($"/api/v1/activities/{slots[0]}"))["title"]!.Text("sv").ShouldBe("Samtal med Anna", "nothing is stored");

        // Two at once: one does it, the other finds nothing to do.
        var both = await Task.WhenAll(Hand(), Hand());
        both.Sum(answer => answer["changes"]!.AsArray().Count).ShouldBe(12);

        var released = await scheduling.Running.Bus.NextAsync<BusFacts.ProgrammeReleased>(
            message => message.EditionId.ToString() == edition.Id && message.ReleaseVersion == 2);
        released.Changes.Count.ShouldBe(12);
        released.Changes.ShouldAllBe(change => change.Activity.Hosts.Single() == "Bo" && change.Kinds.Contains(ChangeKind.HostChanged));
        (await Organiser.ReadAsync($"/api/v1/activities/{slots[0]}"))["title"]!.Text("sv").ShouldBe("Samtal med Bo");
        (await Organiser.ReadAsync($"{edition.Path}/releases"))["items"]!.AsArray().Count.ShouldBe(2);

        Task<System.Text.Json.Nodes.JsonNode> Hand() => Organiser.SendAsync(HttpMethod.Post, path, HttpStatusCode.OK, new { toHostId = colleague, note = "Anna är sjuk." });
    }
}
