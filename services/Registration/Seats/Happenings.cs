using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>What a decision lets happen, one thing after the other, each counted on the state that the last one left.</summary>
public sealed class Happenings(ActivitySeats seats)
{
    private readonly List<object> events = [];

    /// <summary>The state after all so far.</summary>
    public ActivitySeats Now { get; private set; } = seats;

    public void Add(SeatsEvent @event)
    {
        Now = Now.Evolve(@event);
        events.Add(@event with { EditionId = Now.Facts!.EditionId, Tally = Now.Tally });
    }

    /// <summary>
    /// Gives free seats to the line, in its order. A group is never split, and nobody overtakes: where the first in
    /// line does not fit, the seats wait for it.
    /// </summary>
    public void Promote(DateTimeOffset now)
    {
        if (Now.Facts is not { Phase: ActivityPhase.Open } facts || now >= facts.StartsAt)
        {
            return;
        }

        while (Now.Line(now).FirstOrDefault() is { } first && first.Booking.Seats <= Now.Tally.Left)
        {
            Add(new SeatsPromoted(first.Booking));
        }
    }

    public Decision ToDecision() => Decision.Of([.. events]);
}
