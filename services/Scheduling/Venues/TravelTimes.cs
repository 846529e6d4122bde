using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Editions;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>The ways between an edition's places.</summary>
public sealed class TravelTimes
{
    /// <summary>The longest that anybody can say: what takes place further off in time than this is in nobody's way.</summary>
    public const int MostMinutes = 240;

    private const double EarthRadius = 6371.0;
    private const double KilometresAnHour = 40.0;

    /// <summary>
    /// Roads are that much longer than the crow flies: Boscoe, Henry and Zdeb, "A Nationwide Comparison of Driving
    /// Distance Versus Straight-Line Distance to Hospitals", The Professional Geographer 64:2 (2012).
    /// </summary>
    private const double Detour = 1.417;

    private readonly Dictionary<(VenueId, VenueId), int> said;

    /// <param name="said">By the organisers; what they have not said is estimated.</param>
    public TravelTimes(IEnumerable<TravelTime> said) =>
        this.said = said.ToDictionary(way => Key(way.FromVenueId, way.ToVenueId), way => way.Minutes);

    /// <summary>As the organisers said, else by road at 40 km/h where both places have coordinates, else none.</summary>
    /// <returns>Whole minutes, and whether they are an estimate.</returns>
    public (int Minutes, bool Estimated) Between(Venue one, Venue other)
    {
        if (one.Id == other.Id || !one.Shared || !other.Shared)
        {
            return (0, false);
        }

        return said.TryGetValue(Key(new VenueId(one.Id), new VenueId(other.Id)), out var minutes)
            ? (minutes, false)
            : (Math.Min(MostMinutes, (int)Math.Ceiling(Kilometres(one, other) * Detour / KilometresAnHour * 60)), true);
    }

    /// <summary>Whether organisers said the same, in whatever order and direction.</summary>
    public bool SayTheSameAs(TravelTimes other) => said.Count == other.said.Count && !said.Except(other.said).Any();

    /// <summary>As the crow flies (haversine); 0 where one of them has no coordinates.</summary>
    private static double Kilometres(Venue one, Venue other)
    {
        if (one is not { Latitude: { } latitude, Longitude: { } longitude }
            || other is not { Latitude: { } otherLatitude, Longitude: { } otherLongitude })
        {
            return 0;
        }

        var half = Math.Pow(Math.Sin(Radians(otherLatitude - latitude) / 2), 2)
            + (Math.Cos(Radians(latitude)) * Math.Cos(Radians(otherLatitude)) * Math.Pow(Math.Sin(Radians(otherLongitude - longitude) / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static (VenueId, VenueId) Key(VenueId one, VenueId other) =>
        one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);
}
