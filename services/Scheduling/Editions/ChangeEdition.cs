using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>
/// Opens an edition to everybody, or again; closes it, once its last day is over; or chooses whether its activities are completed by
/// themselves after their end, or by hand. Each is a call of its own, without a body; where it is so already, nothing changes.
/// </summary>
internal static class ChangeEdition
{
    public static void MapChange(this RouteGroupBuilder api, string what, string name, string summary, Func<Edition, DateTimeOffset, Decision> decide) =>
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
            .WithSummary(summary);

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
