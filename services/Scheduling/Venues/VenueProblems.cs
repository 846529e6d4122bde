using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>Why something about a venue can be refused.</summary>
public static class VenueProblems
{
    public static readonly Problem NameTaken = new(
        "venue-name-taken", ProblemKind.Conflict, "Det finns redan en lokal med det namnet", "There is a venue of that name already");
}
