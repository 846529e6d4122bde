using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>Why something about a visit can be refused.</summary>
public static class VisitProblems
{
    public static readonly Problem EditionNotOpen = new(
        "edition-not-open", ProblemKind.Conflict, "Upplagan tar inte emot önskemål om besök", "The edition takes no requests for visits");

    public static readonly Problem NothingProposed = new(
        "nothing-proposed", ProblemKind.Conflict, "Ingen tid är föreslagen just nu", "No time is proposed right now");

    public static readonly Problem AlreadyDecided = new(
        "visit-decided", ProblemKind.Conflict, "Besöket är redan avgjort", "The visit is decided already");
}
