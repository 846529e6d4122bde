using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Members;

public static class MemberProblems
{
    public static readonly Problem ConfirmRemoval = new(
        "confirm-removal", ProblemKind.Conflict, "Mer än en tredjedel av listan skulle tas bort; bekräfta med confirm=true", "More than a third of the list would go; confirm with confirm=true");
}
