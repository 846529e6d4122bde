using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.FollowUps;

public static class FollowUpProblems
{
    public static readonly Problem NoSuchFollowUp = new("no-such-follow-up", 404, "Ärendet finns inte", "There is no such follow-up");
    public static readonly Problem NoSuchArea = new("no-such-follow-up-area", 409, "Området finns inte", "There is no such area");
    public static readonly Problem TakenByAnother = new("taken-by-another", 409, "Någon annan har tagit ärendet", "Somebody else has taken it");
    public static readonly Problem Answered = new("follow-up-answered", 409, "Ärendet är besvarat, öppna det igen först", "The follow-up is answered: reopen it first");
    public static readonly Problem Closed = new("follow-up-closed", 409, "Ärendet är avslutat", "The follow-up is closed");
    public static readonly Problem StillOpen = new("follow-up-open", 409, "Ärendet är öppet", "The follow-up is open");
    public static readonly Problem TooLateToReopen = new("too-late-to-reopen", 409, "Det är för sent att öppna ärendet igen", "It is too late to reopen it");
    public static readonly Problem NothingCameOfIt = new("outcome-missing", 409, "Säg vad det blev, eller svara", "Say what came of it, or answer");
}
