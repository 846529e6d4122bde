using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>What is to be done with a requested notification now.</summary>
public enum Step
{
    /// <summary>Something that it needs has not arrived: it stays as it is.</summary>
    Wait,

    Write,

    /// <summary>A newer decision tells it all.</summary>
    Overtaken,

    Erased,
}

/// <summary>
/// Messages come in any order. A notification is written when the activity is known and when the registration's first
/// decision has been told, so that nobody hears that something is cancelled before hearing that it was booked. A
/// later decision that was overtaken while it waited is no longer told; a first one always is.
/// </summary>
public static class Readiness
{
    /// <param name="registration">The registration as it is known here; null when it is not.</param>
    /// <param name="activity">The activity as it is known here.</param>
    /// <param name="from">The activity that a moved registration left, and its registration there.</param>
    /// <param name="withdrawn">The activity's invitations that no longer open anything; null where there are none.</param>
    public static Step Of(
        NotificationContent content,
        KnownRegistration? registration,
        KnownActivity? activity,
        (KnownActivity? Activity, KnownRegistration? Registration) from = default,
        WithdrawnSurvey? withdrawn = null)
    {
        if (registration is { IsErased: true })
        {
            return Step.Erased;
        }

        var rule = KindRules.Of(content.Kind);
        if (rule.Needs == Needs.Nothing)
        {
            return Step.Write;
        }

        if (content is SurveyContent { IsOfActivity: true, Survey: var survey } && withdrawn?.Has(survey) == true)
        {
            return Step.Overtaken;
        }

        if (rule.Needs == Needs.Activity)
        {
            return activity is null ? Step.Wait : Step.Write;
        }

        if (registration is not { HasBegun: true } || activity is null)
        {
            return Step.Wait;
        }

        if (IsOvertaken(content, registration))
        {
            return Step.Overtaken;
        }

        var waits = content switch
        {
            MovedContent => from is not { Activity: not null, Registration.HasBegun: true },
            // The calendar's cancellation carries the sequence that the activity's own cancellation gave it.
            CancellationContent { Cancelled.By: CancelledBy.Activity } => activity.Activity.Status != ActivityStatus.Cancelled,
            _ => false,
        };
        return waits ? Step.Wait : Step.Write;
    }

    /// <summary>Whether something newer about its registration tells it all.</summary>
    public static bool IsOvertaken(NotificationContent content, KnownRegistration registration) =>
        KindRules.Of(content.Kind).Registration is (RegistrationStep.Changes or RegistrationStep.Ends) and var step
        && content is SeatsContent { Booking: var booking }
        && registration.IsPast(booking.Version, endsIt: step == RegistrationStep.Ends);

    /// <summary>Whether there is nothing left to remind of at the time that it goes.</summary>
    public static bool IsTooLate(NotificationContent content, DateTimeOffset goesAt) => content switch
    {
        SurveyContent { Kind: NotificationKind.SurveyReminder } about => goesAt >= about.Survey.ClosesAt,
        VisitSurveyContent { Kind: NotificationKind.VisitSurveyReminder or NotificationKind.VisitDebriefReminder } about => goesAt >= about.Survey.ClosesAt,
        CaseContent { Kind: NotificationKind.FollowUpDueSoon } about => goesAt >= about.FollowUp.DueAt,
        VisitContent { Kind: NotificationKind.VisitReminder } about => goesAt >= about.Visit.StartsAt,
        DelegationContent { News: DelegationNews.ComesUp } about => goesAt >= about.Visit.StartsAt,
        _ => false,
    };
}
