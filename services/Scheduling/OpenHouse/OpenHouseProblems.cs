using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.OpenHouse;

/// <summary>Why slots can be refused.</summary>
public static class OpenHouseProblems
{
    public static readonly Problem NoSlotFits = new(
        "no-slot-fits", ProblemKind.Conflict, "Perioden är kortare än ett samtal", "The period is shorter than one slot");
}
