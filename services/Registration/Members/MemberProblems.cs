using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Members;

public static class MemberProblems
{
    public static readonly Problem ConfirmRemoval = new(
        "confirm-removal", ProblemKind.Conflict, "Mer än en tredjedel av listan skulle tas bort; bekräfta med confirm=true", "More than a third of the list would be removed; confirm with confirm=true");
    public static readonly Problem WrongCode = new("wrong-code", ProblemKind.Conflict, "Fel kod", "Wrong code");
    public static readonly Problem CodeIsOver = new("code-is-over", ProblemKind.Conflict, "Koden gäller inte längre; be om en ny", "The code is no longer valid; ask for a new one");
    public static readonly Problem NotShown = new(
        "membership-not-shown", ProblemKind.Conflict, "Medlemskapet är inte visat, eller inte längre; be om en ny kod", "The membership has not been shown, or not recently enough; ask for a new code");
}
