using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>Where activities of one edition take place.</summary>
public sealed record Venue : IState<Venue>
{
    public static Venue Initial { get; } = new();

    /// <summary>Names that stand for "somewhere else each time", or for no place at all.</summary>
    public static IReadOnlySet<string> Placeholders { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Hos företaget", "Digitalt" };

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

    public bool Exists => Name.Length > 0;

    public Place AsPlace() => new(Name, Room: null, Address, Latitude, Longitude);

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
        },
        _ => this,
    };
}
