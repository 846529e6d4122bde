using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>Why something about a visit can be refused.</summary>
public static class VisitProblems
{
    public static readonly Problem EditionNotOpen = new(
        "edition-not-open", ProblemKind.Conflict, "Upplagan tar inte emot önskemål om besök", "The edition does not take visit requests");

    public static readonly Problem NothingProposed = new(
        "nothing-proposed", ProblemKind.Conflict, "Ingen tid är föreslagen just nu", "No time is proposed at the moment");

    public static readonly Problem AlreadyDecided = new(
        "visit-decided", ProblemKind.Conflict, "Besöket är redan avgjort", "The visit has already been decided");
}
