using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Seats;

/// <summary>A read model: how many seats of an activity are taken, as far as Registration has told.</summary>
public sealed record SeatsKnown
{
    /// <summary>The ActivityId's value.</summary>
    public Guid Id { get; init; }

    public required EditionId EditionId { get; init; }

    public required int Confirmed { get; init; }

    /// <summary>Seats, not registrations.</summary>
    public required int Waiting { get; init; }
}
