using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Releases;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Releases;

/// <summary>What is kept for the digest of a day and what is told of it: given releases, when it comes.</summary>
public sealed class Digests
{
    private static readonly ContactId Asa = Some.Contact().Id;

    /// <summary>Some.Now is 14.00 in Lerum.</summary>
    private static readonly DateTimeOffset Today = new(2026, 9, 1, 15, 0, 0, TimeSpan.Zero);

    private readonly ActivityState activity = Some.Activity();
    private readonly RegistrationState registration;

    public Digests() => registration = Some.Registration(activity.Id);

    [Theory]
    [InlineData("2026-09-01T16:59:59+02:00", "2026-09-01T17:00+02:00")]
    [InlineData("2026-09-01T17:00+02:00", "2026-09-02T17:00+02:00")]
    [InlineData("2026-10-24T18:00+02:00", "2026-10-25T17:00+01:00")]
    public void It_comes_at_five_by_the_clock_on_the_wall(string now, string next) =>
        Digest.NextAfter(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Who_chose_nothing_is_told_at_once()
    {
        var (told, kept) = Sort(null, isDaily: false, Moved(activity, 1));

        told.ShouldHaveSingleItem();
        kept.ShouldBeNull();
    }

    [Fact]
    public void Who_chose_so_is_told_of_several_releases_together()
    {
        var at = activity.StartsAt;
        var first = Sort(null, isDaily: true, Moved(activity, 1));
        var later = activity with { StartsAt = at.AddHours(3), EndsAt = at.AddHours(4), Hosts = ["Ny värd"] };
        var second = Sort(
            first.Kept, isDaily: true, new ProgrammeChange(later, [ChangeKind.Moved, ChangeKind.HostChanged], new TimeAndPlace(at.AddHours(1), at.AddHours(2), later.Place)), note: "Två");

        (first.Told.Count, second.Told.Count).ShouldBe((0, 0));
        second.Kept!.Until.ShouldBe(Today);
        second.Kept.Note.ShouldBe("Ett\nTvå");
        var digest = Digest.Tell(second.Kept, Known(later), [Some.Known(registration)]).ShouldHaveSingleItem();
        digest.Kind.ShouldBe(NotificationKind.ProgrammeChange);
        digest.Recipient.ContactId.ShouldBe(Asa);
        var change = digest.Content.ShouldBeOfType<ReleaseContent>().Release.Changes.ShouldHaveSingleItem();
        change.Kinds.ShouldBe([ChangeKind.Moved, ChangeKind.HostChanged]);
        change.Before!.StartsAt.ShouldBe(at, "what the person knows of");
    }

    [Fact]
    public void The_digest_of_a_day_is_one_decision_and_that_of_another_day_another()
    {
        var kept = Sort(null, isDaily: true, Moved(activity, 1)).Kept!;
        Decision(kept).ShouldBe(Decision(kept));
        Decision(kept with { Until = kept.Until.AddDays(1) }).ShouldNotBe(Decision(kept));

        Guid Decision(KeptChanges each) => Digest.Tell(each, Known(Moved(activity, 1).Activity), [Some.Known(registration)]).Single().Decision;
    }

    [Theory]
    [InlineData(2, 500, "it begins before the digest")]
    [InlineData(500, 2, "who does not know comes before the digest")]
    public void What_begins_before_is_told_at_once(int hours, int hoursBefore, string why)
    {
        var soon = activity with { StartsAt = Some.Now.AddHours(hours), EndsAt = Some.Now.AddHours(hours + 1) };
        var before = new TimeAndPlace(Some.Now.AddHours(hoursBefore), Some.Now.AddHours(hoursBefore + 1), null);

        var (told, kept) = Sort(null, isDaily: true, new ProgrammeChange(soon, [ChangeKind.Moved], before));

        told.ShouldHaveSingleItem(why);
        kept.ShouldBeNull();
    }

    [Fact]
    public void What_is_told_at_once_after_all_tells_what_was_kept_of_it_too()
    {
        var first = Sort(null, isDaily: true, Moved(activity, 1));
        var host = new ProgrammeChange(activity with { Hosts = ["Ny värd"] }, [ChangeKind.HostChanged], new TimeAndPlace(activity.StartsAt.AddHours(1), activity.EndsAt.AddHours(1), null));

        var (told, kept) = Sort(first.Kept, isDaily: false, host);

        told.ShouldHaveSingleItem().Kinds.ShouldBe([ChangeKind.Moved, ChangeKind.HostChanged]);
        told[0].Before!.StartsAt.ShouldBe(activity.StartsAt);
        kept!.Changes.ShouldBeEmpty("it would be told twice");
        Digest.Tell(kept, Known(), []).ShouldBeEmpty();
    }

    [Fact]
    public void What_ended_was_cancelled_or_is_again_as_it_was_is_left_out()
    {
        var kept = Sort(null, isDaily: true, Moved(activity, 1)).Kept!;
        var moved = Moved(activity, 1).Activity;
        var there = Some.Known(registration);

        Digest.Tell(kept, Known(moved), [there]).Count.ShouldBe(1);
        Digest.Tell(kept, Known(moved), [there with { IsOver = true }]).ShouldBeEmpty();
        Digest.Tell(kept, Known(moved), [KnownRegistration.Erase(there, registration.Id)]).ShouldBeEmpty();
        Digest.Tell(kept, Known(moved with { Status = ActivityStatus.Cancelled }), [there]).ShouldBeEmpty();
        Digest.Tell(kept, Known(activity), [there]).ShouldBeEmpty("moved back");
    }

    private (IReadOnlyList<ProgrammeChange> Told, KeptChanges? Kept) Sort(KeptChanges? kept, bool isDaily, ProgrammeChange change, string note = "Ett") => Digest.Sort(
        kept,
        isDaily,
        Asa,
        new ProgrammeReleased(Some.Edition, "e", new LocalizedText("E"), 2, Some.Now, note, [change]),
        [change],
        [Some.Known(registration)],
        Some.Now);

    private static ProgrammeChange Moved(ActivityState activity, int hours) => new(
        activity with { StartsAt = activity.StartsAt.AddHours(hours), EndsAt = activity.EndsAt.AddHours(hours) },
        [ChangeKind.Moved],
        new TimeAndPlace(activity.StartsAt, activity.EndsAt, activity.Place));

    private static Dictionary<ActivityId, KnownActivity> Known(params ActivityState[] activities) =>
        activities.ToDictionary(activity => activity.Id, Some.Known);
}
