using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using static BusinessFocus.Scheduling.Tests.Given;
using static BusinessFocus.Scheduling.Tests.SchedulingService;
using ActivityCancelled = BusinessFocus.Contracts.Scheduling.ActivityCancelled;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class ChangingTheStatusOfSeveral(SchedulingService scheduling)
{
    private static readonly DateOnly Tuesday = new(2026, 10, 6);

    private static readonly DateTimeOffset After = At("2026-10-07", "08:00");

    [Fact]
    public void A_day_is_cancelled_in_one_act_and_a_repeat_finds_nothing()
    {
        var (draft, released) = (AnActivity(Morning), Released(Morning));
        var another = AnActivity(APlan("2026-10-07", "09:00", "10:00"));

        var outcome = Change(StatusChange.Cancel, Now, [draft, released, another], "Storm");

        outcome.Events.Select(each => each.Stream).ShouldBe([draft.Id, released.Id], ignoreOrder: true);
        outcome.Changes.Released.ShouldBe(1);
        var after = outcome.Events.Select(each => (each.Stream == draft.Id ? draft : released).Evolve(each.Event)).ToArray();
        var repeat = Change(StatusChange.Cancel, Now, after);
        (repeat.Events.Count, repeat.Changes.Refused.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void What_is_released_is_completed_and_drafts_are_left_alone_unless_they_are_asked_for()
    {
        var (draft, released) = (AnActivity(Morning), Released(Morning));

        var outcome = Change(StatusChange.Complete, After, [draft, released]);
        outcome.Events.ShouldHaveSingleItem().Stream.ShouldBe(released.Id);
        outcome.Changes.Refused.ShouldBeEmpty();

        Change(StatusChange.Complete, After, [draft, released], status: ActivityViewStatus.Draft).Changes.Refused.ShouldHaveSingleItem().Code.ShouldBe("not-released");
    }

    [Fact]
    public void One_that_has_not_begun_is_in_the_way_of_all_until_a_reason_is_given()
    {
        var (early, late) = (Released(Morning), Released(APlan("2026-10-06", "15:00", "16:00")));
        var noon = At("2026-10-06", "12:00");

        Change(StatusChange.Complete, noon, [early, late]).Changes.Refused.ShouldHaveSingleItem().Code.ShouldBe("not-begun");
        Change(StatusChange.Complete, noon, [early, late], accepted: "Ändrad dag").Events.Count.ShouldBe(2);
    }

    [Fact]
    public void One_whose_survey_is_answered_is_not_reopened()
    {
        var completed = Completed();
        var answered = Completed();

        var outcome = Change(StatusChange.Reopen, After, [completed, answered], answered: answered.ActivityId);

        outcome.Changes.Refused.ShouldHaveSingleItem().ActivityId.ShouldBe(answered.ActivityId);
        outcome.Changes.Changes.ShouldHaveSingleItem().ActivityId.ShouldBe(completed.ActivityId);

        static Activity Completed() => Released(Morning) is var activity
            ? activity.Evolve(CompleteActivity.Decide(activity, After).Events[0])
            : throw new InvalidOperationException();
    }

    [Fact]
    public async Task A_preview_stores_nothing_and_then_everybody_is_told_at_once()
    {
        var edition = await scheduling.NewEditionAsync();
        var first = await scheduling.PlanAsync(edition, Seminar());
        var second = await scheduling.PlanAsync(edition, Seminar(title: "En till"));
        await scheduling.ReleaseAsync(edition);
        var path = $"{edition.Path}/activities/change-status";
        var body = new { filter = new { day = "2026-10-06" }, change = "cancel", reason = "Storm" };

        (await SendAsync("?preview=true", HttpStatusCode.OK, body))["changes"]!.AsArray().Count.ShouldBe(2);
        (await scheduling.Organiser.ReadAsync($"/api/v1/activities/{first}")).Text("status").ShouldBe("released");
        await SendAsync("", HttpStatusCode.OK, body);

        foreach (var id in new[] { first, second })
        {
            var told = await scheduling.Running.Bus.NextAsync<ActivityCancelled>(each => each.Activity.Id.ToString() == id);
            told.Reason.ShouldBe("Storm");
        }

        (await SendAsync("", HttpStatusCode.OK, body))["changes"]!.AsArray().ShouldBeEmpty();
        (await SendAsync("", HttpStatusCode.Conflict, new { filter = new { status = "cancelled" }, change = "complete" })).Text("type").ShouldEndWith("changes-refused");
        (await SendAsync("", HttpStatusCode.BadRequest, new { filter = new { }, change = "cancel" }))["errors"]!["filter"].ShouldNotBeNull();

        Task<JsonNode> SendAsync(string query, HttpStatusCode expected, object sent) => scheduling.Organiser.SendAsync(HttpMethod.Post, path + query, expected, sent);
    }

    private static Plan Morning => APlan("2026-10-06", "09:00", "10:00");

    private static Activity Released(Plan plan)
    {
        var draft = AnActivity(plan);
        return draft.Evolve(new ActivityReleased(Edition().Publish(draft), 1, Now));
    }

    private static PlanChanges.Outcome Change(
        StatusChange change,
        DateTimeOffset now,
        Activity[] activities,
        string? reason = null,
        ActivityViewStatus? status = null,
        string? accepted = null,
        ActivityId? answered = null) => ChangeStatus.Decide(
            new(new(Day: Tuesday, Status: status), change, reason, accepted is null ? null : new PlanActivity.OverrideRequest(accepted)),
            Edition(),
            activities,
            new HashSet<ActivityId>(answered is { } id ? [id] : []),
            now);
}
