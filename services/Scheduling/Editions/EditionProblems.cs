using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>Why something about an edition can be refused.</summary>
public static class EditionProblems
{
    public static readonly Problem SlugTaken = new(
        "slug-taken", 409, "Det finns redan en upplaga med den adressen", "There is an edition with that slug already");
}
