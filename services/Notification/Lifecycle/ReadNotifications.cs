using System.Globalization;
using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>A notification as organisers see it.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Channel">By which way it goes, for instance email, sms or inbox.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="ActivityId">Null for a release, which is about several.</param>
/// <param name="Subject">Null until it is written, and when the recipient was erased.</param>
/// <param name="Attempts">How often it was handed over to the recipient's server.</param>
/// <param name="Repeats">Those of them that were made without a recorded answer to the one before.</param>
/// <param name="RequestedAt">UTC: when it was decided on.</param>
/// <param name="AcceptedAt">UTC: when the recipient's server took it; left out before that.</param>
/// <param name="NextAttemptAt">UTC: when a deferred one is tried again.</param>
/// <param name="Reason">Why it was deferred, refused, given up or suppressed, or why it came back or is late.</param>
/// <param name="ResentFrom">The notification that an organiser had sent once more, or in whose place this one tells what is left of it.</param>
/// <param name="Name">The recipient's; as address, text and course only where the notification is read by itself, and not when they were erased.</param>
/// <param name="Address">The recipient's, on its channel; left out in lists, and when they were erased.</param>
/// <param name="Text">What it says, without the tokens of its links; null until it is written.</param>
/// <param name="Course">All that happened to it, in order.</param>
/// <param name="DeliveredAt">UTC: when it reached the recipient, where the way there tells.</param>
/// <param name="WithoutCalendar">Why it goes without its calendar part, which its text says too; null where nothing is left out.</param>
public sealed record NotificationView(
    NotificationId Id,
    NotificationKind Kind,
    string Channel,
    NotificationState State,
    ContactId ContactId,
    string Language,
    ActivityId? ActivityId,
    RegistrationId? RegistrationId,
    string? Subject,
    int Attempts,
    int Repeats,
    DateTimeOffset RequestedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? NextAttemptAt,
    string? Reason,
    NotificationId? ResentFrom,
    string? Name = null,
    string? Address = null,
    string? Text = null,
    IReadOnlyList<NotificationStep>? Course = null,
    DateTimeOffset? DeliveredAt = null,
    string? WithoutCalendar = null)
{
    public static NotificationView Of(Notification notification) => new(
        notification.NotificationId,
        notification.Kind,
        notification.Channel,
        notification.State,
        notification.ContactId,
        notification.Recipient.Language,
        notification.ActivityId,
        notification.RegistrationId,
        notification.Subject,
        notification.Attempts,
        notification.Repeats,
        notification.RequestedAt,
        notification.AcceptedAt,
        notification.NextAttemptAt,
        notification.Reason,
        notification.ResentFrom,
        DeliveredAt: notification.DeliveredAt,
        WithoutCalendar: notification.WithoutCalendar);

    /// <summary>With all that there is about it.</summary>
    public static NotificationView Of(Notification notification, IReadOnlyList<NotificationStep> course) => Of(notification) with
    {
        Name = notification.IsErased ? null : notification.Recipient.Name,
        Address = notification.IsErased ? null : notification.Recipient.Address,
        Text = notification.Text is { } text ? TokensInText.Hide(text) : null,
        Course = course,
    };
}

/// <summary>Something that happened to a notification.</summary>
/// <param name="What">The event: requested, composed, handedOver, accepted, deferred, failed, givenUp, suppressed, recipientErased, bounced, delayed, delivered.</param>
/// <param name="At">UTC.</param>
/// <param name="Note">The server's answer, or why.</param>
/// <param name="Actor">Who did it; left out where that was not stored, as with all that happens on a notification's way.</param>
public sealed record NotificationStep(string What, DateTimeOffset At, string? Note, Actor? Actor = null);

/// <summary>Organisers see what was sent, to whom, and how far it came.</summary>
public static class ReadNotifications
{
    /// <summary>Which notifications to list.</summary>
    /// <param name="ActivityId">Only those about this activity; left out, about any.</param>
    /// <param name="ContactId">Only those to this person; left out, to anybody.</param>
    /// <param name="State">Only those that have come so far; left out, in any state.</param>
    public sealed record Filter(
        [FromQuery(Name = "activityId")] ActivityId? ActivityId,
        [FromQuery(Name = "contactId")] ContactId? ContactId,
        [FromQuery(Name = "state")] string? State);

    public sealed class FilterValidator : AbstractValidator<Filter>
    {
        public FilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<NotificationState>.All);
    }

    internal static RouteHandlerBuilder NamesStates(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            var state = (OpenApiParameter)operation.Parameters!.Single(parameter => parameter.Name == "state");
            state.Schema = new OpenApiSchemaReference(nameof(NotificationState), context.Document);
            return Task.CompletedTask;
        });

    /// <param name="name">As it is in JSON, and checked; null is any state.</param>
    internal static IQueryable<Notification> In(this IQueryable<Notification> notifications, string? name)
    {
        if (name is null)
        {
            return notifications;
        }

        var state = EnumNames<NotificationState>.All[name];
        return notifications.Where(notification => notification.State == state);
    }

    public static void MapReadNotifications(this RouteGroupBuilder api)
    {
        api.MapGet("/notifications", ListAsync)
            .Validates<PageQuery>()
            .Validates<Filter>()
            .Only(Roles.Organiser)
            .WithTags("Notifications")
            .Audited()
            .WithName("listNotifications")
            .WithSummary("List notifications")
            .NamesStates();
        api.MapGet("/notifications/{id}", ReadAsync)
            .Only(Roles.Organiser)
            .WithTags("Notifications")
            .Audited()
            .WithName("readNotification")
            .WithSummary("Read a notification")
            .Produces(StatusCodes.Status304NotModified);
    }

    /// <summary>
    /// Only for organisers of all municipalities; one of a single municipality is refused with 403. The newest first, without text, name, address and
    /// history: those are read one by one.
    /// </summary>
    private static async Task<Ok<Page<NotificationView>>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        var found = reads.Query<Notification>().AsQueryable();
        if (filter.ActivityId is { } activity)
        {
            found = found.Where(notification => notification.ActivityId == activity);
        }

        if (filter.ContactId is { } contact)
        {
            found = found.Where(notification => notification.ContactId == contact);
        }

        found = found.In(filter.State);
        var shown = await found.NewestFirstAsync(page, "requested_at", notification => notification.RequestedAt, notification => notification.Id, cancellationToken);
        return TypedResults.Ok(new Page<NotificationView>([.. shown.Items.Select(NotificationView.Of)], shown.Next));
    }

    /// <summary>
    /// For organisers; one of a single municipality reads those about its activities (else 403). With its text, recipient and history, as long as the
    /// recipient was not erased. 404 <c>not-found</c>.
    /// </summary>
    private static async Task<Results<Ok<NotificationView>, StatusCodeHttpResult, ProblemHttpResult>> ReadAsync(
        NotificationId id, IQuerySession reads, HttpContext http, CancellationToken cancellationToken)
    {
        var notification = await reads.LoadAsync<Notification>(id.Value, cancellationToken);
        if (notification is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (http.IsKnownToAsker(notification.Version.ToString(CultureInfo.InvariantCulture)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return TypedResults.Ok(NotificationView.Of(notification, await HistoryOfAsync(reads, notification, namesActors: true, cancellationToken)));
    }

    /// <param name="namesActors">For colleagues: not in what a person gets of their data.</param>
    internal static async Task<IReadOnlyList<NotificationStep>> HistoryOfAsync(
        IQuerySession reads, Notification notification, bool namesActors, CancellationToken cancellationToken)
    {
        var events = await reads.Events.FetchStreamAsync(notification.Id, notification.Version, token: cancellationToken);
        var actors = namesActors ? await reads.ActorNamesAsync(events.Select(@event => @event.UserName), cancellationToken) : null;
        return [.. events.Select(@event => StepOf(@event.Data, @event.Timestamp) with { Actor = actors?.Of(@event.UserName) })];
    }

    private static NotificationStep StepOf(object @event, DateTimeOffset at) => new(
        JsonNamingPolicy.CamelCase.ConvertName(@event.GetType().Name),
        at,
        @event switch
        {
            Composed composed => composed.WithoutCalendar,
            HandedOver { IsRepeat: true } => "repeat",
            Accepted accepted => accepted.Answer,
            Deferred deferred => deferred.Reason,
            Failed failed => failed.Reason,
            GivenUp givenUp => givenUp.Reason,
            Suppressed suppressed => suppressed.Why.ToString(),
            Bounced bounced => bounced.Reason,
            Delayed delayed => delayed.Reason,
            _ => null,
        });
}
