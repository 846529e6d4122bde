using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Domain.Calendars;

/// <summary>What a calendar is to do with a file (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>To show it.</summary>
    Publish,

    /// <summary>To take it in: an invitation.</summary>
    Request,

    /// <summary>To take it away.</summary>
    Cancel,
}

public enum CalendarStatus
{
    Tentative,
    Confirmed,
    Cancelled,
}

/// <summary>An activity as a calendar has it (VEVENT of RFC 5545).</summary>
public sealed record CalendarEvent
{
    public required string Uid { get; init; }

    public required int Sequence { get; init; }

    public required DateTimeOffset StampedAt { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required string Title { get; init; }

    public required CalendarStatus Status { get; init; }

    /// <summary>RFC 5546 wants one in each file, and readers hold us to it.</summary>
    public required CalendarUser Organiser { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    /// <summary>WGS 84 degrees.</summary>
    public (double Latitude, double Longitude)? Position { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public Uri? Link { get; init; }

    /// <summary>Who is invited, or no longer is; null where it is everybody's to see.</summary>
    public CalendarUser? Attendee { get; init; }

    /// <summary>Whole hours.</summary>
    public TimeSpan? AlarmBefore { get; init; }

    /// <summary>What is the same of an activity in every file.</summary>
    /// <param name="language">"sv" or "en".</param>
    public static CalendarEvent Of(
        ActivityState activity, string language, CalendarStatus status, CalendarUser organiser, int sequence, DateTimeOffset stampedAt) => new()
        {
            Uid = $"{activity.Id}@businessfocus",
            Sequence = sequence,
            StampedAt = stampedAt,
            StartsAt = activity.StartsAt,
            EndsAt = activity.EndsAt,
            Title = activity.Title.In(language),
            Status = status,
            Organiser = organiser,
            Location = PlaceText.Location(activity, language),
            Position = PlaceText.Position(activity),
        };
}
