using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Domain.Calendars;

/// <summary>Where people are to be, in words. How they attend decides, and never that a place is missing: it may only not be known yet.</summary>
public static class PlaceText
{
    /// <summary>The name of a venue that is none: people attend by the link.</summary>
    public static readonly LocalizedText Digital = new("Digitalt", "Online");

    /// <summary>The name of a venue that is somewhere else each time.</summary>
    public static readonly LocalizedText AtTheCompany = new("Hos företaget", "At the company");

    private static readonly LocalizedText NotYetKnown = new("Plats meddelas senare", "Place to be announced");
    private static readonly LocalizedText OrDigital = new("{0} (eller digitalt)", "{0} (or online)");

    public static string Of(ActivityState activity, string language)
    {
        var onTheSpot = activity.Place is { } place ? Of(place, language) : NotYetKnown.In(language);
        return AttendanceAt(activity) switch
        {
            AttendanceMode.Digital => Digital.In(language),
            AttendanceMode.Both => string.Format(null, OrDigital.In(language), onTheSpot),
            _ => onTheSpot,
        };
    }

    /// <summary>The same for a calendar, which looks the words up on a map: a place is there alone, also where people can join by the link.</summary>
    public static string Location(ActivityState activity, string language) =>
        AttendanceAt(activity) == AttendanceMode.Both && activity.Place is { } place ? Of(place, language) : Of(activity, language);

    /// <summary>Where on the map; null where nobody goes anywhere.</summary>
    public static (double Latitude, double Longitude)? Position(ActivityState activity) =>
        AttendanceAt(activity) != AttendanceMode.Digital && activity.Place is { Latitude: { } latitude, Longitude: { } longitude }
            ? (latitude, longitude)
            : null;

    /// <summary>Where it was, for those who are told that it is somewhere else; empty where nobody had been told a place.</summary>
    public static string Of(TimeAndPlace before, string language) => before switch
    {
        { Attendance: AttendanceMode.Digital } => Digital.In(language),
        { Place: { } place } => Of(place, language),
        _ => "",
    };

    private static AttendanceMode AttendanceAt(ActivityState activity) => activity.Place is { } place && IsNamed(place, Digital)
        ? AttendanceMode.Digital
        : activity.Attendance ?? (activity.JoinLink, activity.Place) switch
        {
            // Messages from before there was a choice say it as a plan without one does.
            (null, _) => AttendanceMode.Physical,
            (_, null) => AttendanceMode.Digital,
            _ => AttendanceMode.Both,
        };

    /// <summary>"Kommunhuset, sal Aspen, Bagges torg 1".</summary>
    private static string Of(Place place, string language)
    {
        var standing = new[] { Digital, AtTheCompany }.FirstOrDefault(each => IsNamed(place, each));
        return string.Join(
            ", ", new[] { standing?.In(language) ?? place.Name, place.Room, place.Address }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static bool IsNamed(Place place, LocalizedText name) => string.Equals(place.Name, name.Sv, StringComparison.OrdinalIgnoreCase);
}
