using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Agendas;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Agendas;

/// <summary>What is kept for a host who hears once a day, and what of it is told: given, when, then.</summary>
public sealed class DigestsForHosts
{
    /// <summary>A Thursday morning; the digest comes at 17:00 in Lerum.</summary>
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Evening = new(2026, 10, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly HostId Eva = HostId.New();

    [Fact]
    public void Whatever_happened_in_a_day_is_told_once_as_it_is_in_the_evening()
    {
        var (booked, freed, moved, undone) = (Slot(2), Slot(3), Slot(4), Slot(5));
        var kept = After(null, NotificationKind.HostBooked, booked, TimeOf(booked))!;
        kept.Until.ShouldBe(Evening);
        kept = After(kept, NotificationKind.HostFreed, freed, TimeOf(freed))!;
        var later = moved with { StartsAt = moved.StartsAt.AddHours(1), EndsAt = moved.EndsAt.AddHours(1) };
        kept = After(kept, NotificationKind.HostMoved, later, TimeOf(moved))!;
        kept = After(kept, NotificationKind.HostBooked, undone, TimeOf(undone))!;
        kept = After(kept, NotificationKind.HostFreed, undone, TimeOf(undone))!;
        var tomorrow = Slot(1);

        var day = Decide(kept, [tomorrow, booked, freed, later, undone], [tomorrow, booked, later])!;

        day.Changes.ShouldBe(
        [
            new HostChange(booked.Id, NotificationKind.HostBooked),
            new HostChange(freed.Id, NotificationKind.HostFreed),
            new HostChange(later.Id, NotificationKind.HostMoved, TimeOf(moved)),
        ]);
        day.Tomorrow.ShouldBe([tomorrow.Id]);
    }

    [Fact]
    public void What_begins_before_the_digest_is_told_at_once_also_where_it_moves_away_from_there()
    {
        var today = Slot(0);
        After(null, NotificationKind.HostBooked, today, TimeOf(today)).ShouldBeNull();
        After(null, NotificationKind.HostMoved, Slot(2), TimeOf(today)).ShouldBeNull();
    }

    [Fact]
    public void What_is_as_the_host_knew_it_is_no_letter()
    {
        var slot = Slot(2);
        var kept = After(After(null, NotificationKind.HostFreed, slot, TimeOf(slot)), NotificationKind.HostBooked, slot, TimeOf(slot))!;

        Decide(kept, [slot], [slot]).ShouldBeNull();
        Decide(kept, [slot with { HostIds = [HostId.New()] }], [slot])!.Changes.ShouldHaveSingleItem().Kind.ShouldBe(NotificationKind.HostFreed, "somebody else has taken over");
        Decide(kept.Without(slot.Id), [slot], []).ShouldBeNull();
    }

    private static KeptHostNews? After(KeptHostNews? kept, NotificationKind kind, ActivityState activity, TimeAndPlace before) =>
        KeptHostNews.Keep(kept, Eva.Value, kind, activity, before, Now);

    private static HostDay? Decide(KeptHostNews kept, IReadOnlyCollection<ActivityState> activities, IReadOnlyCollection<ActivityState> booked) => HostDigest.Decide(
        kept, [.. activities.Select(each => KnownActivity.Learn(null, each)!)], booked.Select(each => each.Id.Value).ToHashSet(), Evening);

    private static TimeAndPlace TimeOf(ActivityState activity) => new(activity.StartsAt, activity.EndsAt, activity.Place);

    private static ActivityState Slot(int daysFromNow) => Some.Activity() with
    {
        Id = ActivityId.New(),
        Kind = ActivityKind.OpenHouse,
        Capacity = 1,
        HostIds = [Eva],
        StartsAt = Now.AddDays(daysFromNow).AddHours(1),
        EndsAt = Now.AddDays(daysFromNow).AddHours(2),
    };
}
