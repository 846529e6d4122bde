using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>Why a release can be refused.</summary>
public static class ReleaseProblems
{
    public static readonly Problem NothingToRelease = new(
        "nothing-to-release", 409, "Inget har ändrats sedan förra släppet", "Nothing has changed since the last release");
}
