using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>Why something about preferences can be refused.</summary>
public static class PreferenceProblems
{
    public static readonly Problem NoSuchLink = new("no-such-preferences", ProblemKind.NotFound, "Länken gäller inte", "The link is not valid");

    public static readonly Problem Necessary = new(
        "necessary-notices",
        ProblemKind.Conflict,
        "De här meddelandena går inte att stänga av: den som är anmäld behöver dem",
        "These messages cannot be turned off, because everybody who is registered needs them");
}
