using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;

namespace BusinessFocus.Scheduling.Tests;

/// <summary>An edition in which something is planned, to decide on.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly EditionId ThisEdition = EditionId.New();
    public static readonly HostId Mayor = HostId.New();
    public static readonly HostId Officer = HostId.New();
    public static readonly VenueId Theatre = VenueId.New();
    public static readonly VenueId AtTheCompany = VenueId.New();

    public static EditionPlan Edition(params IEnumerable<Activity> activities) => new(
        EditionAt(0),
        new[]
        {
            AVenue(Theatre, "Dergårdsteatern", shared: true),
            AVenue(AtTheCompany, "Hos företaget", shared: false),
        }.ToImmutableDictionary(venue => new VenueId(venue.Id)),
        new[] { AHost(Mayor, "KSO"), AHost(Officer, "Handläggare miljö") }.ToImmutableDictionary(host => new HostId(host.Id)),
        Reservations.Of(activities.Select(activity => Reservation.Of(activity.ActivityId, activity.Plan!))));

    public static EditionPlan Released(this EditionPlan edition, int version) => edition with { Edition = EditionAt(version) };

    public static EditionPlan WithOrganisation(this EditionPlan edition, HostId host, string organisation) =>
        edition.With(edition.Hosts[host] with { Organisation = organisation });

    public static Plan APlan(string day, string from, string to) => new(
        ActivityKind.Seminar,
        new LocalizedText("Ett seminarium", "A seminar"),
        Description: null,
        At(day, from),
        At(day, to),
        VenueId: null,
        JoinLink: null,
        HostIds: [],
        Capacity: 40,
        WaitingListLimit: null,
        "sv",
        Topics: [],
        RegistrationOpensAt: null,
        RegistrationClosesAt: null,
        MembersUntil: null);

    public static Activity AnActivity(Plan plan, params IEnumerable<object> then)
    {
        var id = ActivityId.New();
        return States.After<Activity>([new ActivityPlanned(id, ThisEdition, plan, null, Now), .. then]);
    }

    public static DateTimeOffset At(string day, string time) =>
        Stockholm.Moment(DateTime.Parse($"{day}T{time}", System.Globalization.CultureInfo.InvariantCulture))!.Value;

    private static Edition EditionAt(int release) => new()
    {
        Id = ThisEdition.Value,
        Exists = true,
        Slug = "lerum-2026",
        Name = new LocalizedText("Business Focus Lerum"),
        StartsOn = new DateOnly(2026, 10, 5),
        EndsOn = new DateOnly(2026, 10, 16),
        Status = EditionStatus.Open,
        ReleaseVersion = release,
    };

    private static Venue AVenue(VenueId id, string name, bool shared) =>
        States.After<Venue>([new VenueAdded(id, ThisEdition, name, null, null, null, null, shared, Now)]) with { Id = id.Value };

    private static Host AHost(HostId id, string name) =>
        States.After<Host>([new HostAdded(id, ThisEdition, name, null, null, ["sv"], Now)]) with { Id = id.Value };
}
