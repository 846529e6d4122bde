using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Releases;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;
using ProgrammeReleased = BusinessFocus.Scheduling.Editions.ProgrammeReleased;

namespace BusinessFocus.Scheduling.Tests.Releases;

public sealed class SchedulingReleases
{
    private static readonly ScheduledRelease Tomorrow = Scheduled(Now.AddDays(1));

    [Fact]
    public void The_first_to_come_is_the_one_that_is_waited_for()
    {
        var today = Scheduled(Now.AddHours(1));

        var edition = After(new ReleaseScheduled(Tomorrow, Now), new ReleaseScheduled(today, Now));

        edition.ScheduledReleases.ShouldBe([today, Tomorrow]);
        edition.NextReleaseAt.ShouldBe(today.DueAt);
    }

    public static TheoryData<string, object> Ends => new()
    {
        { "released", new ProgrammeReleased(ThisEdition, "lerum-2026", new("Lerum"), 1, null, [], Now, Tomorrow.Id) },
        { "withdrawn", new ScheduledReleaseWithdrawn(Tomorrow.Id, Now) },
        { "skipped", new ScheduledReleaseSkipped(Tomorrow.Id, "nothing-to-release", Now) },
    };

    [Theory, MemberData(nameof(Ends))]
    public void What_was_done_is_waited_for_no_more(string _, object end)
    {
        var edition = After(new ReleaseScheduled(Tomorrow, Now), end);

        edition.ScheduledReleases.ShouldBeEmpty();
        edition.NextReleaseAt.ShouldBeNull();
    }

    [Fact]
    public void A_release_by_hand_leaves_the_scheduled_one_where_it_is() =>
        After(
            new ReleaseScheduled(Tomorrow, Now),
            new ProgrammeReleased(ThisEdition, "lerum-2026", new("Lerum"), 1, null, [], Now))
            .NextReleaseAt.ShouldBe(Tomorrow.DueAt);

    [Fact]
    public void What_is_not_there_cannot_be_taken_back()
    {
        ScheduleRelease.Withdraw(After(new ReleaseScheduled(Tomorrow, Now)), Tomorrow.Id, Now)
            .Events.ShouldHaveSingleItem().ShouldBe(new ScheduledReleaseWithdrawn(Tomorrow.Id, Now));
        ScheduleRelease.Withdraw(After(), Tomorrow.Id, Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(CommonProblems.NotFound);
    }

    [Fact]
    public void None_is_scheduled_in_a_closed_edition() =>
        ScheduleRelease.Decide(After(new EditionClosed(Now)), Tomorrow, Now)
            .Refusal.ShouldNotBeNull().Problem.ShouldBe(EditionProblems.Closed);

    [Fact]
    public void There_are_never_more_than_fifty()
    {
        var full = After([.. Enumerable.Range(0, 50).Select(i => new ReleaseScheduled(Scheduled(Now.AddMinutes(i)), Now))]);

        ScheduleRelease.Decide(full, Tomorrow, Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(ReleaseProblems.TooManyScheduled);
    }

    [Fact]
    public void At_its_time_it_goes_out_with_its_own_note_and_activities_and_the_plan_as_it_is_then()
    {
        var (wanted, other) = (AnActivity(APlan("2026-10-06", "09:00", "10:00")), AnActivity(APlan("2026-10-07", "09:00", "10:00")));
        var due = Tomorrow with { Note = "Klockan åtta", Activities = [wanted.ActivityId] };

        var (release, skipped) = ScheduleRelease.ComeDue(due, Edition(wanted, other), [wanted, other], Now);

        skipped.ShouldBeNull();
        var programme = release.ShouldNotBeNull().Programme;
        (programme.Scheduled, programme.Note, programme.At).ShouldBe((due.Id, "Klockan åtta", Now));
        programme.Changes.ShouldHaveSingleItem().Activity.Id.ShouldBe(wanted.ActivityId);
        release.Activities[wanted.ActivityId].ShouldBeOfType<ActivityReleased>().Note.ShouldBe("Klockan åtta");
    }

    [Fact]
    public void Where_nothing_differs_at_its_time_it_is_skipped() =>
        ScheduleRelease.ComeDue(Tomorrow, Edition(), [], Now)
            .ShouldBe((null, new ScheduledReleaseSkipped(Tomorrow.Id, "nothing-to-release", Now)));

    [Fact]
    public void Where_the_edition_is_closed_at_its_time_it_is_skipped()
    {
        var draft = AnActivity(APlan("2026-10-06", "09:00", "10:00"));
        var closed = Edition(draft);

        ScheduleRelease.ComeDue(Tomorrow, closed with { Edition = closed.Edition.After(new EditionClosed(Now)) }, [draft], Now)
            .ShouldBe((null, new ScheduledReleaseSkipped(Tomorrow.Id, "edition-closed", Now)));
    }

    private static ScheduledRelease Scheduled(DateTimeOffset at) => new(ScheduledReleaseId.New(), at, null, null, "olivia");

    private static Edition After(params IEnumerable<object> events) => States.After<Edition>(
        [new EditionCreated(ThisEdition, "lerum-2026", new("Lerum"), new DateOnly(2026, 10, 5), new DateOnly(2026, 10, 16), Now), .. events]);
}
