using System.Net;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace BusinessFocus.Gateway.Operations;

/// <summary>An operator lists what the services could not handle, retries it, or discards it.</summary>
public static class DeadLetters
{
    /// <summary>A page of what the services could not handle.</summary>
    /// <param name="Items">Of all services, the newest first.</param>
    /// <param name="Next">The cursor for <c>?after=</c> of the next page; left out at the end.</param>
    /// <param name="Unavailable">Services that did not answer: theirs are not among the items.</param>
    public sealed record ListAnswer(IReadOnlyList<DeadLetterView> Items, string? Next, IReadOnlyList<string> Unavailable);

    /// <summary>What became of several that were retried.</summary>
    /// <param name="Retried">How many were put back in their queues.</param>
    /// <param name="Left">How many still wait: one call retries at most a thousand per service.</param>
    /// <param name="Unavailable">Services that did not answer, or could not: theirs still wait.</param>
    public sealed record RetryAnswer(int Retried, int Left, IReadOnlyList<string> Unavailable);

    private const string Path = "/operations/dead-letters";

    public static void AddDeadLetters(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<EveryService>();
        builder.Services.AddDeadLetterValidators();
    }

    public static void MapDeadLetters(this WebApplication app)
    {
        var letters = app.MapGroup($"/api/v1{Path}").Only(Roles.Operator).WithTags("Operations");
        letters.MapGet("", ListAsync).Validates<PageQuery>().Validates<DeadLetterFilter>().WithName("listDeadLetters").WithSummary("List dead letters")
            .AddOpenApiOperationTransformer((operation, context, _) =>
            {
                var state = (OpenApiParameter)operation.Parameters!.Single(parameter => parameter.Name == "state");
                state.Schema = new OpenApiSchemaReference(nameof(DeadLetterState), context.Document);
                return Task.CompletedTask;
            });
        letters.MapPost("/retry", RetryAllAsync).Validates<RetryDeadLettersRequest>().WithName("retryDeadLetters").WithSummary("Retry all waiting dead letters, or those of a queue");
        letters.MapPost("/{id}/retry", RetryAsync).WithName("retryDeadLetter").WithSummary("Retry a dead letter");
        letters.MapPost("/{id}/discard", DiscardAsync).Validates<DiscardDeadLetterRequest>().WithName("discardDeadLetter").WithSummary("Discard a dead letter");
    }

    /// <summary>
    /// For operators: messages that services could not handle, of all services, the one that failed last first. Services that do not answer are in
    /// <c>unavailable</c>.
    /// </summary>
    private static async Task<Ok<ListAnswer>> ListAsync(
        [AsParameters] DeadLetterFilter filter, [AsParameters] PageQuery page, HttpRequest http, EveryService services, CancellationToken cancellationToken)
    {
        if (page.Key is { } key)
        {
            _ = MomentCursor.Read(key);
        }

        // Each gives what follows the cursor, which is a moment and an id, and so is the same to all of them.
        var answers = await services.AskAsync<Page<DeadLetterView>>(HttpMethod.Get, Path + http.QueryString, null, cancellationToken);
        var found = answers.SelectMany(answer => answer.Body?.Items ?? [])
            .OrderByDescending(letter => letter.FailedAt)
            .ThenByDescending(letter => letter.Id.Value, BigEndian)
            .ToList();
        var more = found.Count > page.Size || answers.Any(answer => answer.Body?.Next is not null);
        var shown = found.Take(page.Size).ToList();
        return TypedResults.Ok(new ListAnswer(
            shown,
            more && shown.Count > 0 ? PageQuery.CursorOf(MomentCursor.Of(shown[^1].FailedAt, shown[^1].Id.Value)) : null,
            [.. answers.Where(answer => answer.Body is null).Select(answer => answer.Service).Order(StringComparer.Ordinal)]));
    }

    /// <summary>
    /// For operators: puts those that wait back in their queues, at most a thousand for each service. Call again while <c>left</c> is not 0. One that
    /// fails once more waits again.
    /// </summary>
    private static async Task<Ok<RetryAnswer>> RetryAllAsync(RetryDeadLettersRequest request, EveryService services, CancellationToken cancellationToken)
    {
        var answers = await services.AskAsync<RetriedDeadLetters>(HttpMethod.Post, $"{Path}/retry", request, cancellationToken);
        return TypedResults.Ok(new RetryAnswer(
            answers.Sum(answer => answer.Body?.Retried ?? 0),
            answers.Sum(answer => answer.Body?.Left ?? 0),
            [.. answers.Where(answer => answer.Body is null).Select(answer => answer.Service).Order(StringComparer.Ordinal)]));
    }

    /// <summary>
    /// For operators: puts one that waits back in its queue. 404 <c>not-found</c>. 409 <c>dead-letter-settled</c> where it does not wait any more,
    /// <c>dead-letter-queue-gone</c> where its queue is gone. 503 where a service does not answer, so that nobody knows whose it is.
    /// </summary>
    private static Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> RetryAsync(
        DeadLetterId id, EveryService services, CancellationToken cancellationToken) =>
        OfWhoeverHasItAsync(services, $"{Path}/{id}/retry", null, cancellationToken);

    /// <summary>
    /// For operators: says of one that waits that it is not to be handled; the reason is kept. 404 <c>not-found</c>. 409
    /// <c>dead-letter-settled</c> where it does not wait any more. 503 where a service does not answer, so that nobody knows whose it is.
    /// </summary>
    private static Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> DiscardAsync(
        DeadLetterId id, DiscardDeadLetterRequest request, EveryService services, CancellationToken cancellationToken) =>
        OfWhoeverHasItAsync(services, $"{Path}/{id}/discard", request, cancellationToken);

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> OfWhoeverHasItAsync(
        EveryService services, string path, object? body, CancellationToken cancellationToken)
    {
        var answers = await services.AskAsync<DeadLetterView>(HttpMethod.Post, path, body, cancellationToken);
        if (answers.FirstOrDefault(answer => answer.Body is not null) is { } done)
        {
            return TypedResults.Ok(done.Body);
        }

        var refused = answers.FirstOrDefault(answer => answer.Status is not null and not HttpStatusCode.NotFound);
        return refused?.Status switch
        {
            HttpStatusCode.Conflict => refused!.Problem == DeadLetterProblems.QueueIsGone.Type
                ? DeadLetterProblems.QueueIsGone.ToAnswer()
                : DeadLetterProblems.Settled.ToAnswer(),
            null when answers.All(answer => answer.Status is not null) => CommonProblems.NotFound.ToAnswer(),
            _ => HttpProblems.Unavailable.ToAnswer(),
        };
    }

    /// <summary>As PostgreSQL sorts ids, where two failed in the same moment.</summary>
    private static readonly IComparer<Guid> BigEndian =
        Comparer<Guid>.Create((one, other) => one.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(other.ToByteArray(bigEndian: true)));
}
