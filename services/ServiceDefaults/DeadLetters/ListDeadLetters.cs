using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.People;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

[JsonConverter(typeof(IdJson<DeadLetterId>))]
public readonly record struct DeadLetterId(Guid Value) : IId<DeadLetterId>
{
    public static DeadLetterId From(Guid value) => new(value);
    public static bool TryParse(string? text, out DeadLetterId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A message that could not be dealt with, as an operator sees it: without personal data.</summary>
/// <param name="Service">Whose queue it is.</param>
/// <param name="MessageType">For instance "RegistrationConfirmed".</param>
/// <param name="MessageId">As in traces and logs; null where it has none.</param>
/// <param name="Reason">The exception's words, masked.</param>
/// <param name="Exception">Its type; null where nobody consumed the message.</param>
/// <param name="StackTrace">Where it failed.</param>
/// <param name="FailedAt">UTC: when it failed last.</param>
/// <param name="AgeSeconds">Since then.</param>
/// <param name="Failures">How often it came here: more than once where a retry failed.</param>
/// <param name="Message">What it says, with every text masked; null once it is kept no more.</param>
/// <param name="SettledBy">Who retried or discarded it; null while it waits, and where nobody did.</param>
/// <param name="Why">Why it was discarded.</param>
public sealed record DeadLetterView(
    DeadLetterId Id,
    string Service,
    string Queue,
    string MessageType,
    string? MessageId,
    DeadLetterState State,
    string Reason,
    string? Exception,
    string? StackTrace,
    DateTimeOffset FailedAt,
    long AgeSeconds,
    int Failures,
    JsonNode? Message,
    string? SettledBy,
    DateTimeOffset? SettledAt,
    string? Why)
{
    public static DeadLetterView Of(DeadLetter letter, string service, DateTimeOffset now) => new(
        new DeadLetterId(letter.Id),
        service,
        letter.Queue,
        letter.MessageType,
        letter.Original?.MessageId,
        letter.State,
        letter.Reason,
        letter.Exception,
        letter.StackTrace,
        letter.FailedAt,
        (long)(now - letter.FailedAt).TotalSeconds,
        letter.Failures,
        letter.Original is { } original ? PersonalData.Masked(PersonalData.MessageIn(original.Body), letter.MessageType) : null,
        letter.SettledBy,
        letter.SettledAt,
        letter.Why);
}

/// <summary>Which dead letters.</summary>
/// <param name="Queue">Of this queue only.</param>
/// <param name="State">One of <see cref="DeadLetterState"/> as it is in JSON; those that wait unless told.</param>
public sealed record DeadLetterFilter([FromQuery(Name = "queue")] string? Queue, [FromQuery(Name = "state")] string? State)
{
    public DeadLetterState Wanted => State is null ? DeadLetterState.Waiting : EnumNames<DeadLetterState>.All[State];
}

public sealed class DeadLetterFilterValidator : AbstractValidator<DeadLetterFilter>
{
    public DeadLetterFilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<DeadLetterState>.All);
}

/// <summary>Why something about a dead letter can be refused.</summary>
public static class DeadLetterProblems
{
    public static readonly Problem Settled = new(
        "dead-letter-settled", ProblemKind.Conflict, "Meddelandet väntar inte längre", "The message does not wait any more");

    public static readonly Problem QueueIsGone = new(
        "dead-letter-queue-gone", ProblemKind.Conflict, "Kön som meddelandet kom från finns inte längre", "The queue that the message came from is not there any more");
}

/// <summary><c>GET /operations/dead-letters</c>: what a service could not deal with, the newest first.</summary>
public static class ListDeadLetters
{
    public static void MapListDeadLetters(this IEndpointRouteBuilder operations) =>
        operations.MapGet("/dead-letters", HandleAsync).Validates<PageQuery>().Validates<DeadLetterFilter>();

    private static async Task<Ok<Page<DeadLetterView>>> HandleAsync(
        [AsParameters] DeadLetterFilter filter,
        [AsParameters] PageQuery page,
        IQuerySession reads,
        DeadLetterQueues queues,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var state = filter.Wanted;
        var found = reads.Query<DeadLetter>().Where(letter => letter.State == state);
        if (filter.Queue is { } queue)
        {
            found = found.Where(letter => letter.Queue == queue);
        }

        var shown = await found.NewestFirstAsync(page, "failed_at", letter => letter.FailedAt, letter => letter.Id, cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Page<DeadLetterView>([.. shown.Items.Select(letter => DeadLetterView.Of(letter, queues.Service, now))], shown.Next));
    }
}
