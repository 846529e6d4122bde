using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Timetable;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>Why something about an activity can be refused.</summary>
public static class ActivityProblems
{
    public const string Clashes = "clashes";

    public static readonly Problem Clashing = new(
        "clash", ProblemKind.Conflict, "En värd eller lokal är upptagen då", "A host or a venue is taken at that time");

    public static readonly Problem AlreadyCancelled = new(
        "activity-cancelled", ProblemKind.Conflict, "Aktiviteten är inställd", "The activity is cancelled");

    public static readonly Problem AlreadyCompleted = new(
        "activity-completed", ProblemKind.Conflict, "Aktiviteten är genomförd", "The activity has taken place");

    public static readonly Problem NotBegun = new(
        "not-begun", ProblemKind.Conflict, "Aktiviteten har inte börjat", "The activity has not started");

    public static readonly Problem SurveyAnswered = new(
        "survey-answered", ProblemKind.Conflict, "Någon har redan svarat på enkäten", "Somebody has already answered the survey");

    public static readonly Problem NotReleased = new(
        "not-released", ProblemKind.Conflict, "Aktiviteten har inte släppts", "The activity has not been released");

    public static readonly Problem ChangesRefused = new(
        "changes-refused", ProblemKind.Conflict, "Alla aktiviteter kan inte ändras så", "Not all of the activities can be changed like that");

    public static Refusal Clash(IReadOnlyList<Clash> clashes) => Clashing.With(Clashes, clashes);

    /// <summary>The clashes that a refusal tells of.</summary>
    public static IReadOnlyList<Clash> ClashesIn(Refusal refusal) =>
        refusal.Facts?.GetValueOrDefault(Clashes) as IReadOnlyList<Clash> ?? [];
}
