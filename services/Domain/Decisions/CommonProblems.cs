namespace BusinessFocus.Domain.Decisions;

/// <summary>The problems that a decision of any service can come to.</summary>
public static class CommonProblems
{
    public static readonly Problem Invalid = new("invalid", ProblemKind.Invalid, "Uppgifterna kan inte tas emot", "The request is not valid");
    public static readonly Problem Forbidden = new("forbidden", ProblemKind.Forbidden, "Du har inte rätt till detta", "You may not do this");
    public static readonly Problem NotFound = new("not-found", ProblemKind.NotFound, "Finns inte", "Not found");
    public static readonly Problem Conflict = new("conflict", ProblemKind.Conflict, "Någon annan hann före, försök igen", "Somebody else was quicker, try again");
    public static readonly Problem Stale = new("stale", ProblemKind.Stale, "Någon annan har ändrat under tiden", "Somebody else has changed it meanwhile");
}
