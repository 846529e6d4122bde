using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Domain.Decisions;

/// <summary>What a decision comes to: the events that happened (none is an idempotent repeat), or why it was refused.</summary>
public sealed class Decision
{
    private Decision(IReadOnlyList<object> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    public static Decision Nothing { get; } = new([], null);

    public IReadOnlyList<object> Events { get; }

    public Refusal? Refusal { get; }

    public static Decision Of(params IReadOnlyList<object> events) => new(events, null);

    public static Decision FromRefusal(Refusal refusal) => new([], refusal);

    public static implicit operator Decision(Refusal refusal) => FromRefusal(refusal);

    public static implicit operator Decision(Problem problem) => FromRefusal(new Refusal(problem));

    public static Decision FromProblem(Problem problem) => FromRefusal(new Refusal(problem));
}

/// <summary>A refused decision: which of the service's problems it is, and what the asker can learn from it.</summary>
/// <param name="Problem">The problem, from the service's catalogue.</param>
/// <param name="Facts">Shown in the problem answer beside type and title; no personal data of others.</param>
public sealed record Refusal(Problem Problem, IReadOnlyDictionary<string, object?>? Facts = null)
{
    public static implicit operator Refusal(Problem problem) => FromProblem(problem);

    public static Refusal FromProblem(Problem problem) => new(problem);
}

/// <summary>A kind of refusal that callers can rely on (RFC 9457): its code is for machines and never changes meaning.</summary>
/// <param name="Code">Kebab case; the problem's type is <c>urn:businessfocus:problem:{code}</c>.</param>
/// <param name="Kind">How whoever answers is to understand it.</param>
/// <param name="Sv">What a person is told, in Swedish.</param>
/// <param name="En">What a person is told, in English.</param>
public record Problem(string Code, ProblemKind Kind, string Sv, string En)
{
    public Wording Wording => new(Sv, En);

    public string Type => $"urn:businessfocus:problem:{Code}";

    public Refusal With(string fact, object? value) => new(this, new Dictionary<string, object?> { [fact] = value });
}
