using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Releases;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityChanged = BusinessFocus.Scheduling.Activities.ActivityChanged;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.Releases;

public sealed class ReleasingAProgramme
{
    private static readonly HostId Clerk = HostId.New();
    private static readonly Plan Plan = APlan("2026-10-06", "09:00", "10:00") with { VenueId = Theatre, HostIds = [Mayor] };

    [Fact]
    public void A_draft_is_added()
    {
        var draft = AnActivity(Plan);

        var release = Release.Of(Edition(draft), [draft], "Första", Now).ShouldNotBeNull();

        release.Programme.Version.ShouldBe(1);
        release.Programme.Note.ShouldBe("Första");
        var change = release.Programme.Changes.ShouldHaveSingleItem();
        change.Kinds.ShouldBe([ChangeKind.Added]);
        change.Before.ShouldBeNull();
        change.ActivityVersion.ShouldBe(2);
        release.Activities[draft.ActivityId].ShouldBeOfType<ActivityReleased>().Activity.Hosts.ShouldBe(["KSO"]);
    }

    [Fact]
    public void Nothing_is_released_where_nothing_has_changed()
    {
        var activity = ReleasedIn(1, AnActivity(Plan));

        Release.Of(Edition(activity).Released(1), [activity], null, Now).ShouldBeNull();
    }

    public static TheoryData<string, Func<Plan, Plan>, ChangeKind[], int> Changes => new()
    {
        { "time", plan => plan with { EndsAt = plan.EndsAt.AddMinutes(15) }, [ChangeKind.Moved], 1 },
        { "place", plan => plan with { VenueId = AtTheCompany }, [ChangeKind.MovedRoom], 1 },
        { "host", plan => plan with { HostIds = [Officer] }, [ChangeKind.HostChanged], 0 },
        { "title", plan => plan with { Title = new LocalizedText("Ny") }, [ChangeKind.TextChanged], 0 },
        { "topics", plan => plan with { Topics = ["miljo"] }, [ChangeKind.TextChanged], 0 },
        { "seats", plan => plan with { Capacity = 10 }, [ChangeKind.CapacityChanged], 0 },
        { "registration", plan => plan with { RegistrationOpensAt = Now }, [ChangeKind.CapacityChanged], 0 },
        { "two", plan => plan with { VenueId = null, Capacity = 1 }, [ChangeKind.MovedRoom, ChangeKind.CapacityChanged], 1 },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_changed_plan_tells_what_changed(string _, Func<Plan, Plan> change, ChangeKind[] kinds, int sequence)
    {
        var before = ReleasedIn(1, AnActivity(Plan));
        var activity = before.After(new ActivityReplanned(change(Plan), null, Now));

        var release = Release.Of(Edition(activity).Released(1), [activity], null, Now).ShouldNotBeNull();

        var told = release.Programme.Changes.ShouldHaveSingleItem();
        told.Kinds.ShouldBe(kinds);
        told.Before.ShouldBe(before.Public!.TimeAndPlace);
        var changed = release.Activities[activity.ActivityId].ShouldBeOfType<ActivityChanged>();
        changed.Activity.CalendarSequence.ShouldBe(sequence);
        changed.ReleaseVersion.ShouldBe(2);
    }

    [Fact]
    public void It_tells_the_organisations_of_its_hosts_once_and_in_their_order()
    {
        var draft = AnActivity(Plan with { HostIds = [Officer, Clerk, Mayor] });
        var edition = Edition(draft).WithOrganisation(Mayor, "Företagarna").WithOrganisation(Officer, " Lerums kommun ");
        var clerk = edition.Hosts[Officer] with { Id = Clerk.Value, Organisation = "Lerums kommun" };

        edition.With(clerk).Publish(draft).AsOf(2).HostGroups.ShouldBe(["Lerums kommun", "Företagarna"]);
        Edition(draft).With(clerk with { Organisation = " " }).Publish(draft).AsOf(2).HostGroups.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void An_organisation_that_is_learnt_later_makes_no_release_of_its_own_and_comes_with_the_next_change()
    {
        var activity = ReleasedIn(1, AnActivity(Plan));
        var edition = Edition(activity).Released(1).WithOrganisation(Mayor, "Lerums kommun");

        Release.Of(edition, [activity], null, Now).ShouldBeNull();

        var replanned = activity.After(new ActivityReplanned(Plan with { Capacity = 10 }, null, Now));
        Release.Of(edition, [replanned], null, Now).ShouldNotBeNull()
            .Activities[activity.ActivityId].ShouldBeOfType<ActivityChanged>().Activity.HostGroups.ShouldBe(["Lerums kommun"]);
    }

    [Fact]
    public void A_language_that_an_officer_learns_is_released_and_what_was_never_told_is_no_change()
    {
        var draft = AnActivity(Plan with { Kind = ActivityKind.OpenHouse, Capacity = 1, HostIds = [Officer] });
        var activity = ReleasedIn(1, draft);
        var edition = Edition(activity).Released(1);
        activity.Public!.Languages.ShouldBe(["sv"]);
        edition.LanguagesOf(Plan with { Kind = ActivityKind.Seminar }).ShouldBe(["sv"]);
        var both = edition.With(edition.Hosts[Officer] with { Languages = ["sv", "en"] });
        both.LanguagesOf(Plan with { HostIds = [Officer] }).ShouldBe(["sv"], "a seminar is held in one language whatever its host speaks");

        Release.Of(edition, [activity], null, Now).ShouldBeNull();
        var released = Release.Of(both, [activity], null, Now).ShouldNotBeNull();

        released.Programme.Changes.ShouldHaveSingleItem().Kinds.ShouldBe([ChangeKind.TextChanged]);
        released.Activities[activity.ActivityId].ShouldBeOfType<ActivityChanged>().Activity.AsOf(2).Languages.ShouldBe(["sv", "en"]);
        Release.Of(both, [activity with { Public = activity.Public with { Languages = null } }], null, Now).ShouldBeNull();
    }

    [Fact]
    public void A_cancellation_is_listed_by_the_next_release_and_by_no_other()
    {
        var activity = ReleasedIn(1, AnActivity(Plan));
        var cancelled = activity.After(CancelActivity.Decide(activity, null, releaseVersion: 1, Now).Events.Single());

        var release = Release.Of(Edition().Released(1), [cancelled], null, Now).ShouldNotBeNull();

        release.Programme.Changes.ShouldHaveSingleItem().Kinds.ShouldBe([ChangeKind.Cancelled]);
        release.Activities.ShouldBeEmpty("it went public when it was cancelled");
        Release.Of(Edition().Released(2), [cancelled], null, Now).ShouldBeNull();
    }

    [Fact]
    public void A_draft_that_was_cancelled_is_never_released()
    {
        var draft = AnActivity(Plan);
        var cancelled = draft.After(CancelActivity.Decide(draft, null, releaseVersion: 0, Now).Events.Single());

        Release.Of(Edition(), [cancelled], null, Now).ShouldBeNull();
    }

    private static Activity ReleasedIn(int version, Activity activity) =>
        activity.After(new ActivityReleased(Edition(activity).Publish(activity), version, Now));
}
