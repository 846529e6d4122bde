using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using static BusinessFocus.Scheduling.Tests.Decisions.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.Decisions;

public sealed class TellingTheHistory
{
    private static readonly Dictionary<Guid, string> Names = new()
    {
        [Theatre.Value] = "Dergårdsteatern",
        [Mayor.Value] = "KSO",
        [Officer.Value] = "Handläggare miljö",
    };

    private static readonly Plan Before = APlan("2026-10-06", "09:00", "10:00") with { HostIds = [Mayor] };

    [Fact]
    public void Each_entry_says_who_when_what_and_why()
    {
        var now = Before with { VenueId = Theatre, HostIds = [Officer], Capacity = 10 };

        var history = Told(
            new ActivityPlanned(ActivityId.New(), ThisEdition, Before, new ClashOverride("De är två", []), Now),
            new ActivityReplanned(now, null, Now, "Större lokal"),
            new ActivityReleased(Edition().Publish(AnActivity(now)), 3, Now),
            new ActivityCancelled(null, "Sjukdom", 3, Now));

        history.Select(entry => (entry.Version, entry.By, entry.What, entry.Reason, entry.Release)).ShouldBe(
        [
            (1, "person-1", WhatHappened.Planned, "De är två", null),
            (2, "person-2", WhatHappened.Replanned, "Större lokal", null),
            (3, "person-3", WhatHappened.Released, null, 3),
            (4, "person-4", WhatHappened.Cancelled, "Sjukdom", null),
        ]);
        history.ShouldAllBe(entry => entry.At == Now.AddHours(entry.Version));
        var changed = history[1].Changed;
        changed.Select(change => change.Field).ShouldBe(["venueId", "hostIds", "capacity"]);
        (changed[0].Before, changed[0].After).ShouldBe((null, "Dergårdsteatern"));
        changed[1].After.ShouldBe(new[] { "Handläggare miljö" });
        (changed[2].Before, changed[2].After).ShouldBe((40, 10));
    }

    [Fact]
    public void Whoever_comes_second_is_told_which_fields_have_changed()
    {
        var history = Told(
            new ActivityPlanned(ActivityId.New(), ThisEdition, Before, null, Now),
            new ActivityReplanned(Before with { Capacity = 10 }, null, Now),
            new ActivityReplanned(Before with { Capacity = 12, HostIds = [Officer] }, null, Now),
            new ActivityCancelled(null, null, 0, Now));

        ReadHistory.Changed([.. history.Skip(1)]).ShouldBe(["capacity", "hostIds", "status"], ignoreOrder: true);
    }

    private static IReadOnlyList<HistoryEntry> Told(params object[] events) =>
        History.Of(events.Select((@event, i) => new StoredEvent(i + 1, Now.AddHours(i + 1), $"person-{i + 1}", @event)), Names);
}
