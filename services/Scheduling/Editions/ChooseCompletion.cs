using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An organiser says whether the edition's activities are completed after their end by themselves, or by hand.</summary>
public static class ChooseCompletion
{
    public static Decision Decide(Edition edition, bool byItself, DateTimeOffset now) =>
        !edition.Exists ? CommonProblems.NotFound
        : edition.CompletesByItself == byItself ? Decision.Nothing
        : Decision.Of(new CompletionChosen(byItself, now));
}

/// <summary>The endpoints of <see cref="ChooseCompletion"/>.</summary>
public static class ChooseCompletionEndpoint
{
    public static void MapChooseCompletion(this RouteGroupBuilder api)
    {
        api.MapChange(
            "complete-by-itself",
            "completeEditionByItself",
            "Let activities complete by themselves",
            "From now on each released activity is completed by itself within seconds after its end, and those who came are sent the survey. It holds "
                + "for those that have ended before too, but not for one that was reopened. Where it is so already, nothing changes. For organisers.",
            (edition, now) => ChooseCompletion.Decide(edition, byItself: true, now));
        api.MapChange(
            "complete-by-hand",
            "completeEditionByHand",
            "Complete activities by hand",
            "From now on an activity is completed only when an organiser or planner says so. What is completed stays completed. Where it is so already, "
                + "nothing changes. For organisers.",
            (edition, now) => ChooseCompletion.Decide(edition, byItself: false, now));
    }
}
