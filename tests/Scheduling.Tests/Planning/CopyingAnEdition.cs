using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Venues;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class CopyingAnEdition
{
    private static readonly CreateEdition.Request Next =
        new("lerum-2027", new LocalizedText("Business Focus Lerum 2027"), new DateOnly(2027, 10, 4), new DateOnly(2027, 10, 15));

    [Fact]
    public void An_activity_is_on_the_same_weekday_of_the_same_week_at_the_same_time_on_the_clock()
    {
        // 2026-10-14 is the Wednesday of the second week.
        var copy = Copy([AnActivity(APlan("2026-10-14", "09:00", "10:30") with { RegistrationOpensAt = At("2026-09-01", "08:00") })]);

        var plan = copy.Events.Select(happened => happened.Event).OfType<ActivityPlanned>().ShouldHaveSingleItem().Plan;
        plan.StartsAt.ShouldBe(At("2027-10-13", "09:00"));
        plan.EndsAt.ShouldBe(At("2027-10-13", "10:30"));
        plan.RegistrationOpensAt.ShouldBe(At("2027-08-31", "08:00"));
    }

    [Fact]
    public void The_clock_shows_the_same_also_where_summer_time_has_ended_in_between()
    {
        var november = new CreateEdition.Request("vinter", new LocalizedText("Vinter"), new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 13));

        var copy = Copy([AnActivity(APlan("2026-10-06", "09:00", "10:00"))], november);

        copy.Events.Select(happened => happened.Event).OfType<ActivityPlanned>().Single().Plan.StartsAt
            .ShouldBe(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void An_edition_that_begins_in_midweek_keeps_the_weekdays_too()
    {
        var midweek = Next with { StartsOn = new DateOnly(2027, 10, 6), EndsOn = new DateOnly(2027, 10, 15) };

        var copy = Copy([AnActivity(APlan("2026-10-05", "09:00", "10:00")), AnActivity(APlan("2026-10-08", "09:00", "10:00"))], midweek);

        copy.Activities.ShouldBe(1);
        copy.LeftOut.ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2027, 10, 4));
        copy.Events.Select(happened => happened.Event).OfType<ActivityPlanned>().Single().Plan.StartsAt.ShouldBe(At("2027-10-07", "09:00"));
    }

    [Fact]
    public void Places_and_hosts_are_new_ones_of_the_same_names_and_the_activities_use_them()
    {
        var copy = Copy([AnActivity(APlan("2026-10-06", "09:00", "10:00") with { VenueId = Theatre, HostIds = [Officer] })]);

        var venue = copy.Events.Select(happened => happened.Event).OfType<VenueAdded>().Single(venue => venue.Name == "Dergårdsteatern");
        var host = copy.Events.Select(happened => happened.Event).OfType<HostAdded>().Single(host => host.Name == "Handläggare miljö");
        venue.VenueId.ShouldNotBe(Theatre);
        var plan = copy.Events.Select(happened => happened.Event).OfType<ActivityPlanned>().Single().Plan;
        plan.VenueId.ShouldBe(venue.VenueId);
        plan.HostIds.ShouldBe([host.HostId]);
    }

    [Fact]
    public void What_was_cancelled_stays_behind_and_so_does_a_join_link()
    {
        var cancelled = AnActivity(APlan("2026-10-06", "09:00", "10:00"), new ActivityCancelled(null, null, 0, Now));
        var digital = AnActivity(APlan("2026-10-07", "09:00", "10:00") with { JoinLink = "https://meet.example/2026" });

        var plan = Copy([cancelled, digital]).Events.Select(happened => happened.Event).OfType<ActivityPlanned>().ShouldHaveSingleItem().Plan;

        plan.JoinLink.ShouldBeNull();
        plan.AttendedBy.ShouldBe(AttendanceMode.Digital);
    }

    [Fact]
    public void Who_confirms_an_address_first_comes_along()
    {
        var source = Edition([]);
        source = source with { Edition = source.Edition with { ConfirmAddress = ConfirmAddress.Always } };
        var id = EditionId.New();

        var copy = CopyEdition.Of(source, [], id, Next, Guid.CreateVersion7, Now);

        copy.Events.Select(happened => happened.Event).OfType<ConfirmAddressChosen>().ShouldHaveSingleItem()
            .ShouldBe(new ConfirmAddressChosen(id, ConfirmAddress.Always, Now));
    }

    private static CopyEdition.Copy Copy(IReadOnlyList<Activity> activities, CreateEdition.Request? request = null) =>
        CopyEdition.Of(Edition(activities), activities, EditionId.New(), request ?? Next, Guid.CreateVersion7, Now);
}
