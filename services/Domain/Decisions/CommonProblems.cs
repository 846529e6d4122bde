namespace BusinessFocus.ServiceDefaults.Decisions;

/// <summary>The problems that a decision of any service can come to.</summary>
public static class CommonProblems
{
    public static readonly Problem Invalid = new("invalid", 400, "Uppgifterna kan inte tas emot", "The request is not valid");
    public static readonly Problem Forbidden = new("forbidden", 403, "Du har inte rätt till detta", "You may not do this");
    public static readonly Problem NotFound = new("not-found", 404, "Finns inte", "Not found");
    public static readonly Problem Conflict = new("conflict", 409, "Någon annan hann före, försök igen", "Somebody else was quicker, try again");
    public static readonly Problem Stale = new("stale", 412, "Någon annan har ändrat under tiden", "Somebody else has changed it meanwhile");
}
