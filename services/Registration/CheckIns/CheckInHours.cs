using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Times;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// When people are let in: from an hour before the start until the day is over on which it ends. The time that counts is when they came
/// to the door, so that a device that was offline can upload it days later.
/// </summary>
public static class CheckInHours
{
    private static readonly TimeSpan BeforeStart = TimeSpan.FromHours(1);

    /// <summary>At the least: what ends before midnight can take longer than planned.</summary>
    private static readonly TimeSpan AfterEnd = TimeSpan.FromHours(1);

    public static DateTimeOffset OpensAt(ActivityTerms facts) => facts.StartsAt - BeforeStart;

    public static DateTimeOffset ClosesAt(ActivityTerms facts)
    {
        var midnight = Stockholm.At(Stockholm.DayOf(facts.EndsAt).AddDays(1), TimeOnly.MinValue);
        var late = facts.EndsAt + AfterEnd;
        return late > midnight ? late : midnight;
    }

    /// <summary>Why nobody is let in at <paramref name="at"/>.</summary>
    public static Refusal? Closed(ActivityTerms facts, DateTimeOffset at) =>
        at < OpensAt(facts) ? SeatProblems.TooEarly.With("opensAt", OpensAt(facts))
        : at >= ClosesAt(facts) ? SeatProblems.DoorClosed.With("closedAt", ClosesAt(facts))
        : null;

    /// <summary>Why a ticket is for another door.</summary>
    /// <param name="door">The activity that the door is at; null where it does not say.</param>
    public static Refusal? WrongDoor(ActivitySeats seats, ActivityId? door) =>
        door is { } activity && activity != seats.ActivityId
            ? new Refusal(SeatProblems.OtherActivity, new Dictionary<string, object?> { ["activityId"] = seats.ActivityId, ["startsAt"] = seats.Facts!.StartsAt })
            : null;
}
