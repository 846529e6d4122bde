using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.EchoService;

public sealed record SayRequest(string Text, int? Times, Speaker? Speaker);

public sealed record Speaker(string Name);

public sealed class SayValidator : AbstractValidator<SayRequest>
{
    public SayValidator()
    {
        RuleFor(request => request.Text).Text(20);
        RuleFor(request => request.Speaker!.Name).Text(5).When(request => request.Speaker is not null);
    }
}

public sealed record WordView(Guid Id, string Text);

public static class Endpoints
{
    public static void MapSay(this RouteGroupBuilder api) =>
        api.MapPut("/words/{id}", async Task<Results<Ok<WordView>, ProblemHttpResult>> (
            Guid id, IfMatch ifMatch, SayRequest request, ISessionFactory sessions, HttpResponse response, CancellationToken cancellationToken) =>
        {
            var said = Enumerable.Repeat(new Said(request.Text), request.Times ?? 1).ToArray<object>();
            var decided = await sessions.DecideAsync<Word>(id, ifMatch.Expected, _ => Decision.Of(said), cancellationToken);
            response.SetVersion(decided.Version);
            return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(new WordView(id, decided.State.Text));
        }).Validates<SayRequest>();

    /// <summary>Adds to a word; between reading and writing it somebody else writes, as often as is asked for.</summary>
    public static void MapAdd(this RouteGroupBuilder api) =>
        api.MapPost("/words/{id}/added", async Task<Results<Ok<WordView>, ProblemHttpResult>> (
            Guid id, int overtaken, IfMatch ifMatch, SayRequest request, HttpContext context, IDocumentSession session, ISessionFactory sessions, CancellationToken cancellationToken) =>
        {
            var decided = await session.DecideAsync<Word>(id, ifMatch.Expected, word => Decision.Of(new Said(word.Text + request.Text)), cancellationToken);
            if (decided.Refusal is { } refusal)
            {
                return refusal.ToAnswer();
            }

            var attempt = context.Items[nameof(MapAdd)] as int? ?? 0;
            context.Items[nameof(MapAdd)] = attempt + 1;
            if (attempt < overtaken)
            {
                await sessions.DecideAsync<Word>(id, default, word => Decision.Of(new Said($"{word.Text}o")), cancellationToken);
            }

            await session.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(new WordView(id, decided.State.Text));
        }).Validates<SayRequest>();

    public static void MapReadWord(this RouteGroupBuilder api) =>
        api.MapGet("/words/{id}", async Task<Results<Ok<WordView>, ProblemHttpResult>> (
            Guid id, int? times, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken) =>
        {
            if (await reads.Events.FetchStreamStateAsync(id, cancellationToken) is not { } stream || await reads.LoadAsync<Word>(id, cancellationToken) is not { } word)
            {
                return CommonProblems.NotFound.ToAnswer();
            }

            response.SetVersion(stream.Version);
            return TypedResults.Ok(new WordView(id, string.Concat(Enumerable.Repeat(word.Text, times ?? 1))));
        });

    public static void MapListWords(this RouteGroupBuilder api) =>
        api.MapGet("/words", async ([AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken) =>
        {
            var after = page.Key ?? "";
            var found = await reads.Query<Word>()
                .Where(word => word.Text.CompareTo(after) > 0)
                .OrderBy(word => word.Text)
                .Take(page.Size + 1)
                .ToListAsync(cancellationToken);
            return page.Of(found, word => word.Text);
        }).Validates<PageQuery>();

    public static void MapFail(this RouteGroupBuilder api) =>
        api.MapPost("/fail", async (Gate gate, CancellationToken cancellationToken) =>
        {
            await gate.PassAsync(cancellationToken);
            throw new InvalidOperationException("secret detail");
        });

    public static void MapBreak(this RouteGroupBuilder api) =>
        api.MapGet("/links/{token}/broken", (string token) => { throw new InvalidOperationException("secret detail"); });

    /// <summary>What somebody opens from a letter.</summary>
    public static void MapOpenPage(this RouteGroupBuilder api) => api.MapGet("/pages/{token}", (string token) => Results.Content("<p>hej</p>", "text/html"));
}

/// <summary>Lets a test hold a request for as long as it wants.</summary>
public sealed class Gate
{
    public TaskCompletionSource Reached { get; } = new();

    public TaskCompletionSource Open { get; } = new();

    public Task PassAsync(CancellationToken cancellationToken)
    {
        Reached.TrySetResult();
        return Open.Task.WaitAsync(cancellationToken);
    }
}
