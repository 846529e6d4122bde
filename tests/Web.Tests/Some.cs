using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Tests;

internal static class Some
{
    /// <summary>Tuesday, 14:00 in Lerum.</summary>
    public static DateTimeOffset Now { get; } = At("2027-09-07T12:00Z");

    public static EditionView Edition { get; } = new()
    {
        Slug = "lerum-2027",
        StartsOn = new Date(2027, 10, 4),
        EndsOn = new Date(2027, 10, 15),
        Name = new LocalizedText { Sv = "Business Focus" },
    };

    public static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    public static ActivityView Activity(string startsAt, ActivityKind kind = ActivityKind.Seminar, int capacity = 40, ActivityViewStatus status = ActivityViewStatus.Released) => new()
    {
        Id = Guid.NewGuid(),
        Title = new LocalizedText { Sv = "Så blir du klar", En = "How to get ready" },
        Kind = kind,
        Capacity = capacity,
        Status = status,
        StartsAt = At(startsAt),
        EndsAt = At(startsAt).AddHours(1),
        Language = "sv",
    };

    public static AvailabilityView Seats(ActivityView activity, int left, int waiting = 0) =>
        new() { ActivityId = activity.Id, Capacity = activity.Capacity, Left = left, Waiting = waiting };

    public static ProgrammeNow Programme(params (ActivityView Activity, int Left)[] activities) => new(
        Edition,
        [.. activities.Select(each => each.Activity)],
        activities.ToDictionary(each => each.Activity.Id!.Value, each => Seats(each.Activity, each.Left)));

    public static T In<T>(string culture, Func<T> said)
    {
        var before = CultureInfo.CurrentUICulture;
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (CultureInfo.GetCultureInfo(culture), CultureInfo.GetCultureInfo(culture));
        try
        {
            return said();
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (before, before);
        }
    }
}
