using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Official;

public static class OfficialProblems
{
    /// <summary>Its <c>publishedOn</c> is that of what is known.</summary>
    public static readonly Problem NewerKnown = new(
        "newer-figure-known", ProblemKind.Conflict, "En siffra som publicerats senare finns redan: ta bort den först om den är fel", "There is already a figure that was published later: remove it first if it is wrong");

    public static readonly Problem TooMany = new(
        "too-many-official-figures", ProblemKind.Conflict, $"Högst {OfficialFigures.Most} officiella siffror", $"At most {OfficialFigures.Most} official figures");
}
