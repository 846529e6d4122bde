using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>How many seats there are in each activity of a programme, for anyone.</summary>
/// <param name="EditionId">Whose programme it is.</param>
/// <param name="Activities">By their ids, each as <c>GET /activities/{id}/availability</c> has it; without those that only a link leads to.</param>
public sealed record EditionAvailabilityView(EditionId EditionId, IReadOnlyList<AvailabilityView> Activities);

/// <summary>
/// <c>GET /editions/{idOrSlug}/availability</c>: for anyone, at most a second old; <c>Cache-Control: no-cache</c> has the service look again. By an
/// id, also an unknown one, an edition of which nothing was released has no activities; by an unknown slug it is 404 <c>not-found</c>.
/// </summary>
public static class AvailabilityOfEditionEndpoint
{
    public static void MapAvailabilityOfEdition(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{idOrSlug}/availability", HandleAsync)
            .Produces<EditionAvailabilityView>()
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Registrations")
            .WithName("availabilityOfEdition")
            .WithSummary("Read the availability of a whole programme");

    /// <param name="idOrSlug">The edition's id, or the slug that stands in the programme's address.</param>
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        string idOrSlug, HttpContext context, EditionAvailability availability, CancellationToken cancellationToken)
    {
        if (!EditionId.TryParse(idOrSlug, out var edition))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var answer = await availability.ReadAsync(edition, context.Request.GetTypedHeaders().CacheControl?.NoCache is true, cancellationToken);
        context.Response.IsPublicForAMoment();

        // The second counts from when the store was asked, also in the gateway's cache.
        context.Response.Headers.Date = answer.At.ToString("R", CultureInfo.InvariantCulture);
        return context.IsKnownToAsker(answer.Tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(answer.Json, "application/json; charset=utf-8");
    }
}
