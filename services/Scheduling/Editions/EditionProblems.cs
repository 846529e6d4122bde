using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>Why something about an edition can be refused.</summary>
public static class EditionProblems
{
    public static readonly Problem SlugTaken = new(
        "slug-taken", ProblemKind.Conflict, "Det finns redan en upplaga med den adressen", "There is an edition with that slug already");

    public static readonly Problem Closed = new(
        "edition-closed", ProblemKind.Conflict, "Upplagan är avslutad", "The edition is closed");

    public static readonly Problem ActivitiesOutside = new(
        "activities-outside", ProblemKind.Conflict, "Aktiviteter skulle hamna utanför upplagans dagar", "Activities would be outside the edition's days");

    public static readonly Problem NotOver = new(
        "edition-not-over", ProblemKind.Conflict, "Upplagan har dagar kvar", "The edition has days left");
}
