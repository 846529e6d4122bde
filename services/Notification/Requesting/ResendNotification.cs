using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>
/// For organisers; one of a single municipality for what is about its activities (else 403). A new notification with another id goes to the same
/// recipient on the same channel, with the activity as it is now; each repeat without an <c>Idempotency-Key</c> sends another one. 404
/// <c>not-found</c>. 409 <c>recipient-erased</c>, <c>notification-under-way</c>, or <c>notification-overtaken</c> where it was suppressed or the
/// registration or the visit has changed since.
/// </summary>
public static class ResendNotification
{
    /// <param name="registration">What is known of the registration that it is about; null where it is about none.</param>
    /// <param name="visit">What is known of the visit that it is about; null where it is about none.</param>
    /// <returns>Why not; null when it can be sent again.</returns>
    public static Problem? Decide(Notification notification, KnownRegistration? registration, KnownVisit? visit = null) => notification switch
    {
        { IsErased: true } => NotificationProblems.RecipientErased,
        { State: NotificationState.Suppressed } => NotificationProblems.Overtaken,
        { IsFinal: false } => NotificationProblems.StillUnderWay,
        _ when registration is not null && notification.Content() is SeatsContent about
            && registration.IsPast(about.Booking.Version, endsIt: KindRules.Of(notification.Kind).Registration == RegistrationStep.Ends) => NotificationProblems.Overtaken,
        // A calendar would take in what holds no longer.
        _ when notification.Matter.Visit?.Version < visit?.Version => NotificationProblems.Overtaken,
        _ => null,
    };
}

/// <summary>The endpoint of <see cref="ResendNotification"/>.</summary>
public static class ResendNotificationEndpoint
{
    public static void MapResendNotification(this RouteGroupBuilder api) =>
        api.MapPost("/notifications/{id}/resend", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Notifications")
            .Audited()
            .WithName("resendNotification")
            .WithSummary("Send a notification again");

    private static async Task<Results<Created<NotificationView>, ProblemHttpResult>> HandleAsync(
        NotificationId id, IDocumentSession session, KnownFacts facts, NotificationRequests notifications, HttpResponse response, CancellationToken cancellationToken)
    {
        var notification = await session.LoadAsync<Notification>(id.Value, cancellationToken);
        if (notification is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        await session.HoldAsync(
            notification.Matter.Activities.Select(activity => activity.Value),
            notification.Matter.InCalendar().Select(activity => NotificationIds.Thread(notification.ContactId, activity))
                .Concat(notification.RegistrationId is { } held ? [held.Value] : [])
                .Concat(notification.Matter.Visit is { } asked ? [asked.VisitRequestId.Value] : []),
            cancellationToken);
        await facts.Want<KnownRegistration>(notification.RegistrationId is { } known ? [known.Value] : []).FetchAsync(cancellationToken);
        var registration = notification.RegistrationId is { } about ? facts.Find<KnownRegistration>(about.Value) : null;
        var visit = notification.Matter.Visit is { } details ? await session.LoadAsync<KnownVisit>(details.VisitRequestId.Value, cancellationToken) : null;
        if (ResendNotification.Decide(notification, registration, visit) is { } problem)
        {
            return problem.ToAnswer();
        }

        var again = new NotificationRequest(Guid.CreateVersion7(), notification.Recipient, notification.Content(), registration, ResentFrom: notification);
        await notifications.RequestAsync([again], cancellationToken);
        await session.SaveChangesAsync(cancellationToken);

        var resent = await session.LoadAsync<Notification>(
            NotificationIds.For(again.Decision, notification.ContactId, notification.Channel).Value, cancellationToken);
        response.SetVersion(resent!.Version);
        return TypedResults.Created($"/api/v1/notifications/{resent.NotificationId}", NotificationView.Of(resent));
    }
}
