using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>A dead letter as it stands in the store, for an operator.</summary>
public static class DeadLetterViews
{
    public static DeadLetterView ToView(this DeadLetter letter, string service, DateTimeOffset now) => new(
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

/// <summary><c>GET /operations/dead-letters</c>: what a service could not handle, the newest first.</summary>
public static class ListDeadLetters
{
    public static void MapListDeadLetters(this IEndpointRouteBuilder operations) =>
        operations.MapGet("/dead-letters", HandleAsync).Validates<PageQuery>().Validates<DeadLetterFilter>().Audited();

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
        return TypedResults.Ok(new Page<DeadLetterView>([.. shown.Items.Select(letter => letter.ToView(queues.Service, now))], shown.Next));
    }
}
