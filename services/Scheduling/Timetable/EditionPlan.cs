using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Seats;
using BusinessFocus.Scheduling.Venues;

namespace BusinessFocus.Scheduling.Timetable;

/// <summary>Why a host or a venue cannot do what an activity needs of it.</summary>
/// <param name="ActivityId">The activity that is in the way; left out where none is.</param>
/// <param name="Title">What that activity is called; left out where none is in the way.</param>
/// <param name="Name">What the host or the venue is called.</param>
/// <param name="StartsAt">UTC: when what is in the way begins; where nothing is, when the activity begins.</param>
/// <param name="EndsAt">UTC: when it ends.</param>
/// <param name="Minutes">How long the way takes, in minutes, where there is not time enough for it; left out for anything else.</param>
/// <param name="What">Whether it is a host or a venue that cannot.</param>
/// <param name="Why">Why it cannot.</param>
public sealed record Clash(
    ActivityId? ActivityId,
    LocalizedText? Title,
    ClashOver What,
    ClashWhy Why,
    string Name,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int? Minutes = null);

/// <summary>All that a decision about an activity has to know of the edition around it.</summary>
/// <param name="Reservations">Of the activities that may be in the way, cancelled ones not among them.</param>
public sealed record EditionPlan(
    Edition Edition,
    ImmutableDictionary<VenueId, Venue> Venues,
    ImmutableDictionary<HostId, Host> Hosts,
    Reservations Reservations)
{
    /// <summary>How many have registered, as far as Registration has told; for organisers to see.</summary>
    public ImmutableDictionary<ActivityId, SeatsKnown> Seats { get; init; } = ImmutableDictionary<ActivityId, SeatsKnown>.Empty;

    /// <summary>
    /// Where the companies are that a visit is proposed to, by the request's id: no venues yet, so that nothing else can be
    /// planned there.
    /// </summary>
    public ImmutableDictionary<VenueId, Venue> Companies { get; init; } = ImmutableDictionary<VenueId, Venue>.Empty;

    public TravelTimes TravelTimes { get; } = new(Edition.TravelTimes);

    /// <summary>A venue, or a company that is to be visited; null where there is no such place.</summary>
    public Venue? PlaceOf(VenueId id) => Venues.GetValueOrDefault(id) ?? Companies.GetValueOrDefault(id);

    /// <summary>Of a venue or a host.</summary>
    public string NameOf(Guid id) =>
        Venues.TryGetValue(new VenueId(id), out var venue) ? venue.Name
        : Hosts.TryGetValue(new HostId(id), out var host) ? host.Name
        : id.ToString();

    /// <summary>Of the hosts, in their order; empty where one has none.</summary>
    public IReadOnlyList<string> OrganisationsOf(Plan plan) =>
        plan.HostIds.Select(host => Hosts.GetValueOrDefault(host)?.Organisation?.Trim() ?? "").ToList();

    /// <summary>A conversation is held in whatever its officer speaks; anything else in the language that was planned.</summary>
    public IReadOnlyList<string> LanguagesOf(Plan plan) =>
        plan is { Kind: ActivityKind.OpenHouse, Capacity: > 0 } ? [.. plan.HostIds.SelectMany(host => Hosts[host].Languages).Prepend(plan.Language).Distinct()] : [plan.Language];

    /// <summary>Whether somebody has a seat, or waits for one.</summary>
    public bool IsBooked(ActivityId id) => Seats.TryGetValue(id, out var known) && known.Confirmed + known.Waiting > 0;

    /// <summary>What cannot be planned like this in this edition, whatever else is planned.</summary>
    public IReadOnlyList<Flaw> FlawsOf(Plan plan)
    {
        var flaws = new List<Flaw>();
        if (Stockholm.DayOf(plan.StartsAt) < Edition.StartsOn || Stockholm.DayOf(plan.StartsAt) > Edition.EndsOn)
        {
            flaws.Add(new Flaw("startsAt", $"Utanför upplagans dagar {Days}.", $"Outside the edition's days {Days}."));
        }

        // An end at midnight belongs to the day before.
        if (Stockholm.DayOf(plan.EndsAt.AddTicks(-1)) > Edition.EndsOn)
        {
            flaws.Add(new Flaw("endsAt", $"Utanför upplagans dagar {Days}.", $"Outside the edition's days {Days}."));
        }

        if (plan.VenueId is { } venue && !Venues.ContainsKey(venue))
        {
            flaws.Add(new Flaw("venueId", "Lokalen finns inte i upplagan.", "The edition has no such venue."));
        }

        if (plan.Room is { } room && !(plan.VenueId is { } within && Venues.TryGetValue(within, out var rooms) && rooms.HasRoom(room)))
        {
            flaws.Add(new Flaw("room", "Lokalen har inget sådant rum.", "The venue has no such room."));
        }

        flaws.AddRange(plan.HostIds
            .Where(host => !Hosts.ContainsKey(host))
            .Select(host => new Flaw("hostIds", $"Värden {host} finns inte i upplagan.", $"The edition has no host {host}.")));
        return flaws;
    }

    /// <summary>Every clash that the plan would make.</summary>
    public IReadOnlyList<Clash> ClashesOf(ActivityId id, Plan plan) => ClashesOf(ReservationOf(id, plan));

    /// <summary>Every clash that what is booked makes already, with a reason or without.</summary>
    public IReadOnlyList<Clash> ClashesOf(Reservation reservation) =>
        Clashes.Of(reservation, this).Select(overlap => new Clash(
            overlap.With?.ActivityId,
            overlap.With?.Title,
            overlap.Host is null ? ClashOver.Venue : ClashOver.Host,
            overlap.Why,
            overlap.Host is { } host ? Hosts[host].Name : PlaceOf(overlap.Venue!.Value)!.Name,
            overlap.StartsAt,
            overlap.EndsAt,
            overlap.Minutes)).ToList();

    public EditionPlan With(ActivityId id, Plan plan) => this with { Reservations = Reservations.And(ReservationOf(id, plan)) };

    public EditionPlan With(Venue venue) => this with { Venues = Venues.SetItem(new VenueId(venue.Id), venue) };

    public EditionPlan With(Host host) => this with { Hosts = Hosts.SetItem(new HostId(host.Id), host) };

    /// <summary>The activity as the next release would show it.</summary>
    public PublicActivity Publish(Activity activity)
    {
        var plan = activity.Plan ?? throw new InvalidOperationException($"Activity {activity.Id} has not been planned.");
        var place = plan.VenueId is { } venue ? Venues[venue].AsPlace(plan.Room) : null;
        var moved = activity.Public is { } before
            && (before.StartsAt != plan.StartsAt || before.EndsAt != plan.EndsAt || before.Place != place);
        return new PublicActivity(
            activity.ActivityId,
            activity.EditionId,
            Edition.Slug,
            plan.Kind,
            ActivityStatus.Released,
            plan.Title,
            plan.Description,
            plan.StartsAt,
            plan.EndsAt,
            place,
            plan.JoinLink,
            plan.HostIds.Select(host => Hosts[host].Shown).ToList(),
            plan.Capacity,
            plan.WaitingListLimit,
            plan.Language,
            plan.Topics,
            plan.RegistrationOpensAt,
            plan.RegistrationClosesAt,
            plan.MembersUntil,
            (activity.Public?.CalendarSequence ?? 0) + (moved ? 1 : 0),
            plan.AttendedBy,
            plan.Visibility,
            plan.Rules,
            plan.HostIds,
            OrganisationsOf(plan).Where(organisation => organisation.Length > 0).Distinct().ToList(),
            Edition.Municipality,
            LanguagesOf(plan));
    }

    private string Days => $"{Edition.StartsOn:O} – {Edition.EndsOn:O}";

    /// <summary>A placeholder is nobody's place, so that nobody can be in the way there.</summary>
    public Reservation ReservationOf(ActivityId id, Plan plan)
    {
        var reservation = Reservation.Of(id, plan);
        return reservation.Venue is { } venue && PlaceOf(venue) is not { Shared: true } ? reservation with { Venue = null } : reservation;
    }
}
