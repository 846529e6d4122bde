using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Gateway.Operations;

/// <summary>
/// <c>POST /operations/keys/rotate</c>: for operators. Every service makes new keys for links, tickets and tokens, which sign from <c>signsFrom</c>
/// on; what older keys have signed stays good for its time. Again before the new keys sign, it makes no others. Services that do not answer are in
/// <c>unavailable</c>.
/// </summary>
public static class RotateKeys
{
    /// <summary>The new keys, without what is secret of them.</summary>
    /// <param name="Services">By service: its new keys.</param>
    /// <param name="Unavailable">Services that did not answer: theirs are as they were.</param>
    public sealed record Answer(IReadOnlyDictionary<string, IReadOnlyList<RotatedKey>> Services, IReadOnlyList<string> Unavailable);

    public static void MapRotateKeys(this WebApplication app) =>
        app.MapPost("/api/v1/operations/keys/rotate", HandleAsync)
            .Only(Roles.Operator)
            .WithTags("Operations")
            .WithName("rotateKeys")
            .WithSummary("Rotate keys of links, tickets and tokens");

    private static async Task<Ok<Answer>> HandleAsync(EveryService services, CancellationToken cancellationToken)
    {
        var answers = await services.AskAsync<RotatedKeys>(HttpMethod.Post, "/operations/keys/rotate", null, cancellationToken);
        return TypedResults.Ok(new Answer(
            answers.Where(answer => answer.Body is not null).ToDictionary(answer => answer.Service, answer => answer.Body!.Keys),
            [.. answers.Where(answer => answer.Body is null).Select(answer => answer.Service).Order(StringComparer.Ordinal)]));
    }
}
