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
        api.MapChange(
            "open",
            "openEdition",
            "Open an edition to the public",
            "Shows a draft to everybody, also before it has a programme: companies can ask for visits from then on. It opens a closed edition again. "
                + "Where it is open already, nothing changes. For organisers.",
            OpenAndCloseEdition.Open);
        api.MapChange(
            "close",
            "closeEdition",
            "Close an edition",
            "Ends an edition whose last day (Europe/Stockholm) is over; until then 409 `edition-not-over`. Everybody can still read it, but nothing more "
                + "is planned or released in it, and companies cannot ask for visits. Where it is closed already, nothing changes. For organisers.",
            OpenAndCloseEdition.Close);
    }
}
