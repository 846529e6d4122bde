using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>Why something about an edition can be refused.</summary>
public static class EditionProblems
{
    public static readonly Problem SlugTaken = new(
        "slug-taken", 409, "Det finns redan en upplaga med den adressen", "There is an edition with that slug already");

    public static readonly Problem Closed = new(
        "edition-closed", 409, "Upplagan är avslutad", "The edition is closed");

    public static readonly Problem NotOver = new(
        "edition-not-over", 409, "Upplagan har dagar kvar", "The edition has days left");
}
