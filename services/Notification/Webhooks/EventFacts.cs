using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// What of each message leaves the house. A list of what does, not of what does not: a new member of a message is told to nobody until it
/// stands here. Names, addresses, links, tickets and words that people wrote never do.
/// </summary>
internal static class EventFacts
{
    public static PublicEvent Of(ActivityState activity) => new(
        Ids(activity.EditionId, activity.Id),
        new Dictionary<string, object?>
        {
            ["editionSlug"] = activity.EditionSlug,
            ["kind"] = activity.Kind,
            ["status"] = activity.Status,
            ["title"] = activity.Title,
            ["description"] = activity.Description,
            ["startsAt"] = activity.StartsAt,
            ["endsAt"] = activity.EndsAt,
            ["place"] = activity.Place,
            ["attendance"] = activity.Attendance,
            ["capacity"] = activity.Capacity,
            ["language"] = activity.Language,
            ["topics"] = activity.Topics,
            ["registrationOpensAt"] = activity.RegistrationOpensAt,
            ["registrationClosesAt"] = activity.RegistrationClosesAt,
            ["version"] = activity.Version,
        })
    {
        EditionId = activity.EditionId,
        ActivityId = activity.Id,
        Municipality = new Municipality(activity.Municipality),
        IsListed = activity.IsListed ?? true,
    };

    public static PublicEvent Of(ProgrammeReleased released) => new(
        new Dictionary<string, object?> { ["editionId"] = released.EditionId, ["releaseVersion"] = released.ReleaseVersion },
        new Dictionary<string, object?>
        {
            ["editionSlug"] = released.EditionSlug,
            ["editionName"] = released.EditionName,
            ["changes"] = released.Changes
                .Where(change => change.Activity.IsListed ?? true)
                .Select(change => new { activityId = change.Activity.Id, kinds = change.Kinds })
                .ToList(),
        })
    {
        EditionId = released.EditionId,
        At = released.ReleasedAt,
        Municipality = released.Changes.Select(change => new Municipality(change.Activity.Municipality)).FirstOrDefault(),
    };

    public static PublicEvent Of(MemberListApplied applied) => new(
        new Dictionary<string, object?> { ["associationId"] = applied.AssociationId },
        new Dictionary<string, object?>
        {
            ["members"] = applied.Members,
            ["added"] = applied.Added,
            ["changed"] = applied.Changed,
            ["removed"] = applied.Removed,
            ["refused"] = applied.Refused,
            ["version"] = applied.Version,
        })
    {
        EditionId = null,
        At = applied.AppliedAt,
        Association = applied.AssociationId,
        IsListed = false,
    };

    public static PublicEvent Of(RegistrationState registration) => Of(registration, []);

    public static PublicEvent Of(RegistrationMoved moved) =>
        Of(moved.Registration, new() { ["fromActivityId"] = moved.From, ["fromRegistrationId"] = moved.FromRegistrationId });

    public static PublicEvent Of(RegistrationCancelled cancelled) => Of(cancelled.Registration, new() { ["by"] = cancelled.By });

    public static PublicEvent Of(AttendanceRecorded attendance) => new(
        Ids(attendance.EditionId, attendance.ActivityId, "registrationId", attendance.RegistrationId),
        new Dictionary<string, object?>
        {
            ["present"] = attendance.Present,
            ["seats"] = attendance.Seats,
            ["seatsPresent"] = attendance.SeatsPresent,
            ["isMember"] = attendance.IsMember,
            ["version"] = attendance.Version,
        })
    {
        EditionId = attendance.EditionId,
        At = attendance.At,
        ActivityId = attendance.ActivityId,
    };

    public static PublicEvent Of(VisitState visit, VisitDecision? decision) => new(
        Ids(visit.EditionId, visit.ActivityId, "visitRequestId", visit.Id),
        new Dictionary<string, object?>
        {
            ["decision"] = decision,
            ["startsAt"] = visit.StartsAt,
            ["endsAt"] = visit.EndsAt,
            ["version"] = visit.Version,
        })
    {
        EditionId = visit.EditionId,
        ActivityId = visit.ActivityId,
    };

    public static PublicEvent Of(SurveyOpened opened) => new(
        Ids(opened.EditionId, opened.ActivityId, "surveyId", opened.SurveyId), new Dictionary<string, object?> { ["closesAt"] = opened.ClosesAt })
    {
        EditionId = opened.EditionId,
        ActivityId = opened.ActivityId,
    };

    public static PublicEvent Of(FollowUpRequested requested) => new(
        Ids(requested.EditionId, requested.ActivityId, "followUpId", requested.FollowUpId),
        new Dictionary<string, object?> { ["topic"] = requested.Topic, ["dueAt"] = requested.DueAt })
    {
        EditionId = requested.EditionId,
        At = requested.At,
        ActivityId = requested.ActivityId,
    };

    public static PublicEvent Of(FollowUpClosed closed) => new(
        Ids(closed.EditionId, activity: null, "followUpId", closed.FollowUpId), new Dictionary<string, object?>())
    { EditionId = closed.EditionId, At = closed.At };

    public static PublicEvent Of(FollowUpOverdue overdue) => new(
        Ids(overdue.EditionId, overdue.ActivityId, "followUpId", overdue.FollowUpId),
        new Dictionary<string, object?> { ["area"] = overdue.Area.Key, ["dueAt"] = overdue.DueAt })
    {
        EditionId = overdue.EditionId,
        At = overdue.At,
        ActivityId = overdue.ActivityId,
    };

    private static PublicEvent Of(RegistrationState registration, Dictionary<string, object?> more) => new(
        Ids(registration.EditionId, registration.ActivityId, "registrationId", registration.Id),
        new Dictionary<string, object?>(more)
        {
            ["status"] = registration.Status,
            ["seats"] = registration.Seats,
            ["position"] = registration.Position,
            ["registeredAt"] = registration.RegisteredAt,
            ["version"] = registration.Version,
        })
    {
        EditionId = registration.EditionId,
        ActivityId = registration.ActivityId,
    };

    private static Dictionary<string, object?> Ids(EditionId edition, ActivityId? activity, string? subject = null, object? id = null)
    {
        var ids = new Dictionary<string, object?> { ["editionId"] = edition };
        if (activity is not null)
        {
            ids["activityId"] = activity;
        }

        if (subject is not null)
        {
            ids[subject] = id;
        }

        return ids;
    }
}
