using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>The uncommitted events of a decision, each applied to the state that the one before left.</summary>
public sealed class UncommittedEvents(ActivitySeats seats)
{
    private readonly List<object> events = [];
    private bool hasEndedHold;

    /// <summary>The state after all so far.</summary>
    public ActivitySeats Now { get; private set; } = seats;

    public void Add(SeatsEvent @event)
    {
        Now = Now.Evolve(@event);
        events.Add(@event with { EditionId = Now.Facts!.EditionId, Tally = Now.Tally });
    }

    /// <summary>What is kept for an address that somebody typed goes, where its owner registers, or somebody of the staff does it for them.</summary>
    public void EndHoldOf(ContactId person)
    {
        if (Now.HeldFor.TryGetValue(person, out var held))
        {
            Add(new HoldsEnded([held]));
            hasEndedHold = true;
        }
    }

    /// <summary>What a hold had more than who came in its place goes to the waiting list.</summary>
    public void PromoteAfterHold(DateTimeOffset now)
    {
        if (hasEndedHold)
        {
            Promote(now);
        }
    }

    /// <summary>Gives free seats to the waiting list, in its order, or offers them where the organiser wants it so.</summary>
    public void Promote(DateTimeOffset now)
    {
        if (Now.Facts is not { Phase: ActivityPhase.Open } facts || now >= facts.StartsAt)
        {
            return;
        }

        while (Now.NextInLine(now) is { } next)
        {
            Add(facts.Rules?.OfferMinutes is { } minutes
                ? new SeatsOffered(next.Booking, Earliest(now.AddMinutes(minutes), facts.StartsAt))
                : new SeatsPromoted(next.Booking));
        }
    }

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    public Decision ToDecision() => Decision.Of([.. events]);
}
