using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Knowledge;

public static class KnowledgeProblems
{
    public static readonly Problem TooLate = new(
        "survey-opened", ProblemKind.Conflict, "Enkäten är öppen: vad du visste före kan inte längre ändras", "The survey is open: what you knew before can no longer be changed");
}
