using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.FollowUps;

public static class FollowUpProblems
{
    public static readonly Problem NoSuchFollowUp = new("no-such-follow-up", ProblemKind.NotFound, "Ärendet finns inte", "There is no such case");
    public static readonly Problem NoSuchArea = new("no-such-follow-up-area", ProblemKind.Conflict, "Området finns inte", "There is no such area");
    public static readonly Problem TakenByAnother = new("taken-by-another", ProblemKind.Conflict, "Någon annan har tagit ärendet", "Somebody else has taken the case");
    public static readonly Problem Answered = new("follow-up-answered", ProblemKind.Conflict, "Ärendet är besvarat, öppna det igen först", "The case has been answered: reopen it first");
    public static readonly Problem Closed = new("follow-up-closed", ProblemKind.Conflict, "Ärendet är avslutat", "The case is closed");
    public static readonly Problem StillOpen = new("follow-up-open", ProblemKind.Conflict, "Ärendet är öppet", "The case is open");
    public static readonly Problem TooLateToReopen = new("too-late-to-reopen", ProblemKind.Conflict, "Det är för sent att öppna ärendet igen", "It is too late to reopen the case");
    public static readonly Problem NothingCameOfIt = new("outcome-missing", ProblemKind.Conflict, "Säg vad det blev, eller svara", "Say what came of it, or answer");
}
