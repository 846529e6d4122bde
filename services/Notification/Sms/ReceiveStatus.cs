using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Webhooks;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Sms;

/// <summary>What became of a message on its way to the phone.</summary>
public enum PhoneStatus
{
    /// <summary>The phone has it.</summary>
    Delivered,

    /// <summary>It will not get there.</summary>
    Failed,

    /// <summary>Nobody has the number.</summary>
    UnknownNumber,
}

/// <summary>
/// For the SMS provider, whose requests are signed (else 401), as often as it likes and in any order. 204, also when it is told again. 404
/// <c>not-found</c> where no SMS of ours is meant. 409 <c>notification-under-way</c> where it is not known here yet that the provider took it: tell
/// it again later.
/// </summary>
public static class ReceiveStatus
{
    /// <summary>What became of a message to a phone.</summary>
    /// <param name="Reference">As it came with the message: the notification's id.</param>
    /// <param name="Status">How it ended.</param>
    /// <param name="Reason">The provider's code for it; only one word is kept.</param>
    public sealed record Request(NotificationId Reference, PhoneStatus Status, string? Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).OptionalText(2_000);
    }

    /// <returns>A refusal where we do not know yet that the provider took it: it tells it again.</returns>
    public static Decision Decide(Notification notification, Request told, DateTimeOffset now) => told.Status switch
    {
        _ when notification.State == NotificationState.Deferred => NotificationProblems.StillUnderWay,
        _ when notification is { IsErased: true } or { DeliveredAt: not null } => Decision.Nothing,
        PhoneStatus.Delivered => notification.State is NotificationState.Accepted or NotificationState.HandedOver
            ? Decision.Of(new Delivered(now))
            : Decision.Nothing,
        _ => RecordBounce.Decide(notification, BounceOf(notification, told), now),
    };

    private static Bounce BounceOf(Notification notification, Request told) => new(
        notification.NotificationId,
        DeliveryStatus.Undelivered,
        IsUnreachable: told.Status == PhoneStatus.UnknownNumber,
        $"{JsonNamingPolicy.CamelCase.ConvertName(told.Status.ToString())} {SmsAnswers.Word(told.Reason, notification.Recipient.Address)}".TrimEnd());
}

/// <summary>The endpoint of <see cref="ReceiveStatus"/>; signed.</summary>
public static class ReceiveStatusEndpoint
{
    public static void MapReceiveStatus(this RouteGroupBuilder api) =>
        api.MapPost("/sms/status", HandleAsync)
            .SignedWith("Sms:CallbackSecret")
            .Accepts<ReceiveStatus.Request>("application/json")
            .ValidatesByItself<ReceiveStatus.Request>()
            .WithTags("Bounces")
            .WithName("receiveSmsStatus")
            .WithSummary("Take in the status of an SMS");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        HttpRequest request,
        IQuerySession reads,
        ISessionFactory sessions,
        IValidator<ReceiveStatus.Request> validator,
        DeliveryMetrics metrics,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        var told = await request.ReadSignedAsync<ReceiveStatus.Request>(cancellationToken);
        if (await validator.ValidateAsync(told, cancellationToken) is { IsValid: false } invalid)
        {
            return Problems.Invalid(invalid.ToDictionary());
        }

        if (await reads.LoadAsync<Notification>(told.Reference.Value, cancellationToken) is not { Channel: Channels.Sms } notification)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var decided = await sessions.DecideAsync<Notification>(
            notification.Id, ExpectedVersion.Any, before => ReceiveStatus.Decide(before, told, clock.GetUtcNow()), cancellationToken);
        foreach (var happened in decided.Events)
        {
            metrics.Count(notification, happened);
        }

        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
