using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Results;

namespace BusinessFocus.Feedback.Box;

/// <summary>What was counted of an edition, one count after the other. The counts themselves are in <see cref="GroupResult"/>.</summary>
public sealed record EditionBox : IState<EditionBox>
{
    public static EditionBox Initial { get; } = new();

    public Guid Id { get; set; }

    public int Counts { get; init; }

    public EditionBox Evolve(object @event) => @event is AnswersCounted ? this with { Counts = Counts + 1 } : this;
}
