using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Questions;
using UUIDNext;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>
/// A survey opens when its activity is completed, and everyone who came is invited, once: whether the attendance or
/// the completion is heard of first.
/// </summary>
public static class Invite
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromDays(14);
    private static readonly Guid Surveys = new("b7f4b2a4-8a1d-4b8e-8d0a-3d5f1f0c9e77");

    public static SurveyId SurveyOf(ActivityId activity) => new(Uuid.NewNameBased(Surveys, activity.ToString()));

    /// <param name="newToken">A token that cannot be guessed, new at each call.</param>
    public static Decision OnActivity(Survey survey, ActivityId activity, SurveyedActivity facts, Func<string> newToken, DateTimeOffset now) =>
        survey.Facts?.SourceVersion >= facts.SourceVersion
            ? Decision.Nothing
            : WithInvitations(survey, activity, [new ActivityHeardOf(facts)], newToken, now);

    public static Decision OnAttendance(
        Survey survey, ActivityId activity, RegistrationId registration, bool came, bool isMember, long sourceVersion, Func<string> newToken, DateTimeOffset now, CompanySize? size = null) =>
        survey.Attendances.TryGetValue(registration, out var known) && known.SourceVersion >= sourceVersion
            ? Decision.Nothing
            : WithInvitations(
                survey,
                activity,
                [came ? new AttendeeCame(registration, isMember, sourceVersion, size) : new AttendeeDidNotCome(registration, sourceVersion)],
                newToken,
                now);

    /// <summary>A company accepted the visit: it has no registration, and both sides are asked without a check-in.</summary>
    public static Decision OnVisit(Survey survey, ActivityId activity, VisitRequestId visit, Func<string> newToken, DateTimeOffset now) =>
        survey.Visit is not null ? Decision.Nothing : WithInvitations(survey, activity, [new VisitHeardOf(visit)], newToken, now);

    private static Decision WithInvitations(Survey survey, ActivityId activity, List<object> events, Func<string> newToken, DateTimeOffset now)
    {
        var after = survey.Evolve(events[0]);
        if (after.Facts is not { IsCompleted: true } facts)
        {
            return Decision.Of(events);
        }

        var surveyId = SurveyOf(activity);
        var closesAt = after.ClosesAt ?? now + OpenFor;
        if (!after.IsOpened)
        {
            events.Add(new SurveyWasOpened(surveyId, activity, facts.EditionId, Questionnaire.Standard.Version, closesAt));
        }

        if (now >= closesAt)
        {
            return Decision.Of(events);
        }

        if (after is { Visit: { } visit, IsVisitSurveyed: false })
        {
            events.Add(new VisitWasSurveyed(surveyId, visit, activity, facts.EditionId, newToken(), newToken(), closesAt, now));
        }

        var invited = after.Attendances.Where(each => each.Value.Came && !after.Invited.Contains(each.Key)).Select(each => each.Key).ToList();
        if (invited.Count > 0)
        {
            events.Add(GroupsInvited.Of(facts.EditionId, invited.SelectMany(each => after.GroupsOf(activity, each))));
            events.AddRange(invited.Select(each => new AttendeeWasInvited(surveyId, activity, facts.EditionId, each, newToken(), closesAt, now)));
        }

        return Decision.Of(events);
    }
}
