using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>Why a release can be refused.</summary>
public static class ReleaseProblems
{
    public static readonly Problem NothingToRelease = new(
        "nothing-to-release", ProblemKind.Conflict, "Inget har ändrats sedan förra släppet", "Nothing has changed since the last release");

    public static readonly Problem TooManyScheduled = new(
        "too-many-scheduled-releases", ProblemKind.Conflict, "Upplagan har redan så många schemalagda släpp som den kan", "The edition already has as many scheduled releases as it can");
}
