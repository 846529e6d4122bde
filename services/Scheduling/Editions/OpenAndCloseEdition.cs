using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Programme;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

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
        Map("open", "openEdition", OpenAndCloseEdition.Open);
        Map("close", "closeEdition", OpenAndCloseEdition.Close);

        void Map(string what, string name, Func<Edition, DateTimeOffset, Decision> decide) =>
            api.MapPost($"/editions/{{id}}/{what}", (
                    EditionId id,
                    IfMatch ifMatch,
                    ISessionFactory sessions,
                    PublicProgrammes programmes,
                    HttpResponse response,
                    TimeProvider clock,
                    CancellationToken cancellationToken) =>
                HandleAsync(id, ifMatch, edition => decide(edition, clock.GetUtcNow()), sessions, programmes, response, cancellationToken))
                .Only(Roles.Organiser)
                .WithTags("Editions")
                .WithName(name);
    }

    private static async Task<Results<Ok<EditionView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        IfMatch ifMatch,
        Func<Edition, Decision> decide,
        ISessionFactory sessions,
        PublicProgrammes programmes,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync(id.Value, ifMatch, decide, cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        programmes.Changed(decided.State);
        response.SetVersion(decided.Version);
        return TypedResults.Ok(EditionView.Of(decided.State));
    }
}
