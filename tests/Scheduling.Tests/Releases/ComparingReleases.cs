using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Releases;
using CsCheck;
using static BusinessFocus.Scheduling.Tests.Given;
using ProgrammeReleased = BusinessFocus.Scheduling.Editions.ProgrammeReleased;

namespace BusinessFocus.Scheduling.Tests.Releases;

public sealed class ComparingReleases
{
    private static readonly PublicActivity Seminar = Edition().Publish(AnActivity(APlan("2026-10-06", "09:00", "10:00")));

    [Fact]
    public void Over_several_versions_only_what_it_comes_to_counts()
    {
        var moved = Seminar with { StartsAt = Seminar.StartsAt.AddHours(1), EndsAt = Seminar.EndsAt.AddHours(1) };
        var releases = Releases([Seminar], [moved], [Seminar with { Capacity = 10 }]);

        var change = ReleaseComparison.Of(releases, 1, 3).Changes.ShouldHaveSingleItem();

        change.Kinds.ShouldBe([ChangeKind.CapacityChanged]);
        change.Before.ShouldNotBeNull().Capacity.ShouldBe(40);
        change.After.Capacity.ShouldBe(10);
        ReleaseComparison.Of(releases, 0, 3).Changes.ShouldHaveSingleItem().Kinds.ShouldBe([ChangeKind.Added]);
        ReleaseComparison.Of(releases, 2, 3).Changes.ShouldHaveSingleItem().Kinds.ShouldBe([ChangeKind.Moved, ChangeKind.CapacityChanged]);
    }

    [Fact]
    public void What_came_and_was_cancelled_in_between_is_left_out()
    {
        var releases = Releases([], [Seminar], [Seminar with { Status = ActivityStatus.Cancelled }]);

        ReleaseComparison.Of(releases, 1, 3).Changes.ShouldBeEmpty();
        ReleaseComparison.Of(releases, 2, 3).Changes.ShouldHaveSingleItem().Kinds.ShouldBe([ChangeKind.Cancelled]);
    }

    [Fact]
    public void An_activity_that_was_unlisted_is_added_when_everybody_may_see_it_and_nothing_is_told_of_it_before()
    {
        var releases = Releases([Seminar with { Visibility = Visibility.Unlisted }], [Seminar]);

        var change = ReleaseComparison.Of(releases, 1, 2).Changes.ShouldHaveSingleItem();

        change.Kinds.ShouldBe([ChangeKind.Added]);
        change.Before.ShouldBeNull();
        ReleaseComparison.Of(releases, 0, 1).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Comparing_versions_is_comparing_the_programmes_that_they_had()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => ActivityId.New()).ToArray();
        var change =
            from activity in Gen.Int[0, 3]
            from hour in Gen.Int[0, 2]
            from capacity in Gen.Int[1, 3]
            from cancelled in Gen.Int[0, 5]
            select Seminar with
            {
                Id = ids[activity],
                StartsAt = Seminar.StartsAt.AddHours(hour),
                Capacity = capacity,
                Status = cancelled == 0 ? ActivityStatus.Cancelled : ActivityStatus.Released,
            };

        Gen.Select(change.List[0, 3].List[1, 6], Gen.Int[0, 6], Gen.Int[0, 6]).Sample((versions, one, other) =>
        {
            var releases = Releases([.. versions.Select(changes => (IReadOnlyList<PublicActivity>)changes.DistinctBy(each => each.Id).ToList())]);
            var (since, version) = (Math.Min(Math.Min(one, other), versions.Count), Math.Min(Math.Max(one, other), versions.Count));
            var before = Walk(releases, since);
            var after = Walk(releases, version);
            var expected = after
                .Where(activity => before.TryGetValue(activity.Key, out var was) ? was != activity.Value : activity.Value.Status != ActivityStatus.Cancelled)
                .Select(activity => activity.Key)
                .Where(id => !before.TryGetValue(id, out var was) || ProgrammeDiff.Between(was, after[id]).Count > 0);
            return ReleaseComparison.Of(releases, since, version).Changes.Select(each => each.ActivityId).ToHashSet().SetEquals(expected)
                && ReleaseComparison.Of(releases, version, version).Changes.Count == 0;
        });
    }

    [Fact]
    public void An_urgent_change_goes_alone_and_the_rest_stays_a_draft()
    {
        var urgent = AnActivity(APlan("2026-10-06", "09:00", "10:00"));
        var draft = AnActivity(APlan("2026-10-07", "09:00", "10:00"));

        var release = Release.Of(Edition(urgent, draft), [urgent, draft], "Brådskande", Now, only: [urgent.ActivityId]).ShouldNotBeNull();

        release.Activities.Keys.ShouldBe([urgent.ActivityId]);
        release.Programme.Changes.ShouldHaveSingleItem().Activity.Id.ShouldBe(urgent.ActivityId);
        Release.Of(Edition(urgent, draft), [urgent, draft], null, Now, only: []).ShouldBeNull();
    }

    private static Dictionary<ActivityId, PublicActivity> Walk(IEnumerable<ProgrammeReleased> releases, int version)
    {
        var programme = new Dictionary<ActivityId, PublicActivity>();
        foreach (var change in releases.Take(version).SelectMany(release => release.Changes))
        {
            programme[change.Activity.Id] = change.Activity;
        }

        return programme;
    }

    private static List<ProgrammeReleased> Releases(params IReadOnlyList<PublicActivity>[] versions) => versions
        .Select((changes, i) => new ProgrammeReleased(
            ThisEdition,
            "lerum-2026",
            new LocalizedText("Lerum"),
            i + 1,
            null,
            changes.Select(activity => new ReleasedChange(activity, i + 1, [], null)).ToList(),
            Now))
        .ToList();
}
