using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notification.Requesting;

/// <summary>An organiser has a notification sent once more: a new decision, and so a new notification with the activity as it is now.</summary>
public static class ResendNotification
{
    /// <param name="registration">What is known of the registration that it is about; null where it is about none.</param>
    /// <returns>Why not; null when it can be sent again.</returns>
    public static Problem? Decide(Notice notice, KnownRegistration? registration) => notice switch
    {
        { IsErased: true } => NoticeProblems.RecipientErased,
        { State: NotificationState.Suppressed } => NoticeProblems.Overtaken,
        { IsFinal: false } => NoticeProblems.StillUnderWay,
        _ when registration is not null && notice.Content() is SeatsContent about
            && registration.IsPast(about.Booking.Version, endsIt: KindRules.Of(notice.Kind).Registration == RegistrationStep.Ends) => NoticeProblems.Overtaken,
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
            .WithName("resendNotification");

    private static async Task<Results<Created<NotificationView>, ProblemHttpResult>> HandleAsync(
        NotificationId id, IDocumentSession session, KnownFacts facts, Notices notices, HttpResponse response, CancellationToken cancellationToken)
    {
        var notice = await session.LoadAsync<Notice>(id.Value, cancellationToken);
        if (notice is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        await session.HoldAsync(
            notice.Matter.Activities.Select(activity => activity.Value),
            notice.Matter.Activities.Select(activity => NoticeIds.Thread(notice.ContactId, activity))
                .Concat(notice.RegistrationId is { } held ? [held.Value] : []),
            cancellationToken);
        await facts.Want<KnownRegistration>(notice.RegistrationId is { } known ? [known.Value] : []).FetchAsync(cancellationToken);
        var registration = notice.RegistrationId is { } about ? facts.Find<KnownRegistration>(about.Value) : null;
        if (ResendNotification.Decide(notice, registration) is { } problem)
        {
            return problem.ToAnswer();
        }

        var again = new Decided(Guid.CreateVersion7(), notice.Recipient, notice.Content(), registration, ResentFrom: notice);
        await notices.RequestAsync([again], cancellationToken);
        await session.SaveChangesAsync(cancellationToken);

        var resent = await session.LoadAsync<Notice>(
            NoticeIds.For(again.Decision, notice.ContactId, notice.Channel).Value, cancellationToken);
        response.SetVersion(resent!.Version);
        return TypedResults.Created($"/api/v1/notifications/{resent.NotificationId}", NotificationView.Of(resent));
    }
}
