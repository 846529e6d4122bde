using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Store;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityChanged = BusinessFocus.Scheduling.Activities.ActivityChanged;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.Planning;

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
    public void Why_clashes_were_accepted_is_told_beside_why_it_was_changed()
    {
        var history = Told(
            new ActivityPlanned(ActivityId.New(), ThisEdition, Before, null, Now, "Önskat av föreningen"),
            new ActivityReplanned(Before with { Capacity = 10 }, new ClashOverride("De är två", []), Now, "Mindre lokal"),
            new ActivityReplanned(Before with { Capacity = 11 }, new ClashOverride("De är tre", []), Now, " "));

        history.Select(entry => (entry.Reason, entry.ClashesAccepted)).ShouldBe(
            [("Önskat av föreningen", null), ("Mindre lokal", "De är två"), ("De är tre", "De är tre")]);
    }

    [Fact]
    public void A_release_says_what_it_changed_for_the_public_and_what_was_said_about_it()
    {
        var activity = Edition().Publish(AnActivity(Before));

        var history = Told(
            new ActivityPlanned(ActivityId.New(), ThisEdition, Before, null, Now),
            new ActivityReleased(activity, 3, Now, "Första programmet"),
            new ActivityChanged(activity, [ChangeKind.MovedRoom], 4, Now));

        history.Skip(1).Select(entry => (entry.What, entry.Release, entry.Reason)).ShouldBe(
            [(WhatHappened.Released, 3, "Första programmet"), (WhatHappened.Released, 4, null)]);
        history[0].Kinds.ShouldBeNull();
        history[1].Kinds.ShouldBe([ChangeKind.Added]);
        history[2].Kinds.ShouldBe([ChangeKind.MovedRoom]);
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

    [Fact]
    public void Each_entry_says_who_did_it_and_its_by_stays_a_persons_or_clients_id()
    {
        string?[] stored = [StoredActors.System, "organiser", null];

        var history = History.Of(
            stored.Select((by, i) => new StoredEvent(i + 1, Now, by, i == 0 ? new ActivityPlanned(ActivityId.New(), ThisEdition, Before, null, Now) : new ActivityReplanned(Before, null, Now))),
            Names,
            ActorNames.Of([]));

        history.Select(entry => entry.By).ShouldBe([null, "organiser", null]);
        history.Select(entry => entry.Actor?.Kind).ShouldBe([ActorKind.System, ActorKind.Client, null]);
    }

    private static IReadOnlyList<HistoryEntry> Told(params object[] events) =>
        History.Of(events.Select((@event, i) => new StoredEvent(i + 1, Now.AddHours(i + 1), $"person-{i + 1}", @event)), Names);
}
