using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.FollowUps;

public static class FollowUpProblems
{
    public static readonly Problem NoSuchFollowUp = new("no-such-follow-up", 404, "Ärendet finns inte", "There is no such follow-up");
    public static readonly Problem TakenByAnother = new("taken-by-another", 409, "Någon annan har tagit ärendet", "Somebody else has taken it");
    public static readonly Problem Closed = new("follow-up-closed", 409, "Ärendet är avslutat", "The follow-up is closed");
}
