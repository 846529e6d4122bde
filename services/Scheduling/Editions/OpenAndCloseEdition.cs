using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>
/// An organiser shows a draft to everybody, also before there is a programme (companies can ask for visits), closes an
/// edition when its days are over, or opens it again.
/// </summary>
public static class OpenAndCloseEdition
{
    public static Decision Open(Edition edition, DateTimeOffset now) =>
        !edition.Exists ? CommonProblems.NotFound
        : edition.Status == EditionStatus.Open ? Decision.Nothing
        : Decision.Of(new EditionOpened(now));

    public static Decision Close(Edition edition, DateTimeOffset now) =>
        !edition.Exists ? CommonProblems.NotFound
        : edition.Status == EditionStatus.Closed ? Decision.Nothing
        : Stockholm.DayOf(now) <= edition.EndsOn ? EditionProblems.NotOver.With("endsOn", edition.EndsOn)
        : Decision.Of(new EditionClosed(now));
}

/// <summary>The endpoints of <see cref="OpenAndCloseEdition"/>.</summary>
public static class OpenAndCloseEditionEndpoint
{
    public static void MapOpenAndCloseEdition(this RouteGroupBuilder api)
    {
        api.MapChange("open", "openEdition", "Open an edition to the public", OpenAndCloseEdition.Open);
        api.MapChange("close", "closeEdition", "Close an edition", OpenAndCloseEdition.Close);
    }
}
