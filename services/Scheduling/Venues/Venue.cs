using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>Where activities of one edition take place.</summary>
public sealed record Venue : IState<Venue>, IVersioned
{
    public static Venue Initial { get; } = new();

    /// <summary>Names that stand for "somewhere else each time", or for no place at all.</summary>
    public static IReadOnlySet<string> Placeholders { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { PlaceText.AtTheCompany.Sv, PlaceText.Digital.Sv };

    public Guid Id { get; set; }

    public EditionId EditionId { get; init; }

    /// <summary>One of its kind in the edition.</summary>
    public string Name { get; init; } = "";

    public string? Address { get; init; }

    public int? Capacity { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>A place that activities share, and so can clash over; false for a placeholder.</summary>
    public bool Shared { get; init; }

    public VenueDetails Details { get; init; } = VenueDetails.None;

    /// <summary>Events so far: what a change is based on.</summary>
    public long StreamVersion { get; set; }

    public bool Exists => Name.Length > 0;

    /// <param name="room">Null for the venue as a whole.</param>
    public Place AsPlace(string? room) => new(Name, room, Address, Latitude, Longitude);

    public bool HasRoom(string name) => Details.Rooms.Any(room => room.Name == name);

    /// <summary>People that the room holds, or the whole place; null where nobody has said.</summary>
    public int? CapacityOf(string? room) =>
        room is null ? Capacity : Details.Rooms.FirstOrDefault(each => each.Name == room)?.Capacity ?? Capacity;

    public Venue Evolve(object @event) => @event switch
    {
        VenueAdded added => this with
        {
            EditionId = added.EditionId,
            Name = added.Name,
            Address = added.Address,
            Capacity = added.Capacity,
            Latitude = added.Latitude,
            Longitude = added.Longitude,
            Shared = added.Shared,
            Details = added.Details ?? VenueDetails.None,
        },
        VenueChanged changed => this with
        {
            Name = changed.Name,
            Address = changed.Address,
            Capacity = changed.Capacity,
            Latitude = changed.Latitude,
            Longitude = changed.Longitude,
            Shared = changed.Shared,
            Details = changed.Details,
        },
        VenueRemoved => Initial,
        _ => this,
    };
}
