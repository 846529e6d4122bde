using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>A notification as operators see it: how far it came and why, and nothing of whom it is for.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Channel">By which way it goes, for instance email, sms or inbox.</param>
/// <param name="Subject">Without what it says of the recipient; null until it is written, and where it is an organiser's own.</param>
/// <param name="Reason">Why it was deferred, refused, given up or suppressed, why it cannot be composed, or why it came back or is late.</param>
/// <param name="WithoutCalendar">Why it goes without its calendar part; null where nothing is left out.</param>
/// <param name="ActivityId">Null for a release, which is about several.</param>
/// <param name="Attempts">How often it was handed over.</param>
/// <param name="RequestedAt">UTC: when it was decided on.</param>
/// <param name="NextAttemptAt">UTC: when a deferred one is tried again.</param>
public sealed record WatchedNotification(
    NotificationId Id,
    NotificationKind Kind,
    string Channel,
    NotificationState State,
    string? Subject,
    string? Reason,
    string? WithoutCalendar,
    ActivityId? ActivityId,
    int Attempts,
    DateTimeOffset RequestedAt,
    DateTimeOffset? NextAttemptAt)
{
    public static WatchedNotification Of(Notification notification) => new(
        notification.NotificationId,
        notification.Kind,
        notification.Channel,
        notification.State,
        SubjectOf(notification),
        ReasonOf(notification),
        notification.WithoutCalendar,
        notification.ActivityId,
        notification.Attempts,
        notification.RequestedAt,
        notification.NextAttemptAt);

    /// <summary>A subject is made of the activity's title, of what the recipient is called, and of what an organiser wrote to them.</summary>
    private static string? SubjectOf(Notification notification) =>
        notification.Kind is NotificationKind.OrganiserMessage or NotificationKind.EditionMessage ? null : Masked(notification, notification.Subject);

    /// <summary>The words of the recipient's server, which often says of whom it speaks.</summary>
    private static string? ReasonOf(Notification notification) => Masked(notification, notification.Reason);

    private static string? Masked(Notification notification, string? text) => text is null
        ? null
        : PersonalData.Masked(
            text, [notification.Recipient.Name, notification.Recipient.Address, notification.Recipient.Phone, VisitOf(notification)?.CompanyName, VisitOf(notification)?.Address]);

    private static VisitDetails? VisitOf(Notification notification) => notification.Matter.Visit;
}

/// <summary>Operators see which notifications failed, and why.</summary>
public static class WatchNotifications
{
    /// <param name="State">Only those that have come so far; left out, in any state.</param>
    public sealed record Filter([FromQuery(Name = "state")] string? State);

    public sealed class FilterValidator : AbstractValidator<Filter>
    {
        public FilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<NotificationState>.All);
    }

    public static void MapWatchNotifications(this RouteGroupBuilder api) =>
        api.MapGet("/operations/notifications", HandleAsync)
            .Validates<PageQuery>()
            .Validates<Filter>()
            .Only(Roles.Operator)
            .WithTags("Operations")
            .WithName("watchNotifications")
            .WithSummary("Watch the delivery of notifications")
            .NamesStates();

    /// <summary>For operators. The newest first, without whom they are for.</summary>
    private static async Task<Ok<Page<WatchedNotification>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        var found = reads.Query<Notification>().AsQueryable().In(filter.State);
        var shown = await found.NewestFirstAsync(page, "requested_at", notification => notification.RequestedAt, notification => notification.Id, cancellationToken);
        return TypedResults.Ok(new Page<WatchedNotification>([.. shown.Items.Select(WatchedNotification.Of)], shown.Next));
    }
}
