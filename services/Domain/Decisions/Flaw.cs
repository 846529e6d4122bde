using BusinessFocus.ServiceDefaults.Texts;

namespace BusinessFocus.ServiceDefaults.Decisions;

/// <summary>What is wrong with one field of a request, where only the decision can tell.</summary>
/// <param name="Field">As the interface names it.</param>
public sealed record Flaw(string Field, string Sv, string En)
{
    /// <summary>Where a refusal keeps them, by field.</summary>
    public const string Errors = "errors";

    /// <summary>400: which fields, and why.</summary>
    public static Refusal Refuse(IEnumerable<Flaw> flaws) => CommonProblems.Invalid.With(
        Errors,
        flaws.GroupBy(flaw => flaw.Field).ToDictionary(
            field => field.Key, field => field.Select(flaw => Languages.Choose(flaw.Sv, flaw.En)).ToArray()));
}
