using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Why something about a host can be refused.</summary>
public static class HostProblems
{
    public static readonly Problem NameTaken = new(
        "host-name-taken", ProblemKind.Conflict, "Det finns redan en värd med det namnet", "There is already a host with that name");
}
