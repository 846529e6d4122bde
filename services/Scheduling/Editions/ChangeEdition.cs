using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>A change of an edition that needs no body: each is a call of its own.</summary>
internal static class ChangeEdition
{
    /// <param name="description">What the interface says of the call: a lambda has no comment that could be read.</param>
    public static void MapChange(this RouteGroupBuilder api, string what, string name, string summary, string description, Func<Edition, DateTimeOffset, Decision> decide) =>
        api.MapPost($"/editions/{{id}}/{what}", (
                EditionId id,
                IfMatch ifMatch,
                ISessionFactory sessions,
                HttpResponse response,
                TimeProvider clock,
                CancellationToken cancellationToken) =>
            HandleAsync(id, ifMatch.Expected, edition => decide(edition, clock.GetUtcNow()), sessions, response, cancellationToken))
            .Only(Roles.Organiser)
            .WithTags("Editions")
            .WithName(name)
            .WithSummary(summary)
            .WithDescription(description);

    private static async Task<Results<Ok<EditionView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        ExpectedVersion expected,
        Func<Edition, Decision> decide,
        ISessionFactory sessions,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync(id.Value, expected, decide, cancellationToken);
        return decided.ToAnswer(response, EditionView.Of);
    }
}
