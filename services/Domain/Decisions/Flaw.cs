using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Domain.Decisions;

/// <summary>What is wrong with one field of a request, where only the decision can tell.</summary>
/// <param name="Field">As the interface names it.</param>
public sealed record Flaw(string Field, string Sv, string En)
{
    /// <summary>Where a refusal keeps them, by field.</summary>
    public const string Errors = "errors";

    /// <summary>Invalid: which fields, and why.</summary>
    public static Refusal Refuse(IEnumerable<Flaw> flaws) => Refuse(CommonProblems.Invalid, flaws.GroupBy(flaw => flaw.Field).ToDictionary(
        field => field.Key, field => field.Select(flaw => new Wording(flaw.Sv, flaw.En)).ToArray()));

    public static Refusal Refuse(Problem problem, IReadOnlyDictionary<string, Wording[]> byField) => problem.With(Errors, byField);

    /// <summary>The fields that a refusal tells of, each with what is wrong with it.</summary>
    public static IReadOnlyDictionary<string, Wording[]> In(Refusal refusal) =>
        refusal.Facts?.GetValueOrDefault(Errors) as IReadOnlyDictionary<string, Wording[]> ?? new Dictionary<string, Wording[]>();
}
