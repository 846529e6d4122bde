using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using UUIDNext;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>
/// The surveys of a whole edition: one for who came to anything, one for who had seats and came to nothing. Each person is asked once, as
/// Registration says whom it knows when the survey is sent.
/// </summary>
public static class EditionSurveys
{
    private static readonly Guid Surveys = new("3f0f7f0a-2a55-4a0b-9f5d-6a1c3c6f8e21");

    /// <summary>What stands for the survey where others have their activity.</summary>
    public static ActivityId IdOf(EditionId edition, SurveyAudience audience) => new(Uuid.NewNameBased(Surveys, $"{edition}/{audience}"));

    /// <summary>What their answers are counted in.</summary>
    public static IReadOnlySet<Group> GroupsOf(EditionId edition) =>
        Enum.GetValues<SurveyAudience>().Select(audience => Group.Of(IdOf(edition, audience))).ToHashSet();

    public static LocalizedText TitleOf(SurveyAudience audience) => audience == SurveyAudience.Participants
        ? new("Business Focus som helhet", "Business Focus as a whole")
        : new("Din anmälan till Business Focus", "Your registration for Business Focus");

    public static Decision Plan(Survey survey, EditionSurveyPlan plan, string? by, DateTimeOffset now) =>
        survey.RequestedAt is not null ? SurveyProblems.EditionAsked
        : QuestionRules.FlawsIn(plan.Questionnaire.Questions, []) is { Count: > 0 } flaws ? Flaw.Refuse(flaws)
        : survey.Plan?.IsSame(plan) == true ? Decision.Nothing
        : Decision.Of(new EditionSurveyPlanned(plan, by, now));

    public static Decision Cancel(Survey survey, string? by, DateTimeOffset now) =>
        survey.RequestedAt is not null ? SurveyProblems.EditionAsked
        : survey.Plan is null ? Decision.Nothing
        : Decision.Of(new EditionSurveyCancelled(by, now));

    /// <summary>It is time, unless the edition goes on for longer than it was known.</summary>
    /// <param name="endsAt">When the edition's last activity ends, as it is known now; null where nobody knows.</param>
    public static Decision WhenDue(Survey survey, DateTimeOffset? endsAt, DateTimeOffset now) =>
        survey is not { Plan: { } plan, OpensAt: { } opensAt } || opensAt > now ? Decision.Nothing
        : plan.IsAfterEnd && endsAt > now ? Decision.Of(new EditionSurveyPlanned(plan with { OpensAt = endsAt.Value }, null, now))
        : Decision.Of(new EditionAudienceWasRequested(Invite.SurveyOf(IdOf(plan.EditionId, plan.Audience)), plan.EditionId, plan.Audience, now));

    /// <summary>Whoever is told of is invited, once; the first of them open the survey, also where there are none.</summary>
    /// <param name="newToken">A token that cannot be guessed, new at each call.</param>
    public static Decision Invited(Survey survey, IReadOnlyList<SurveyAddressee> told, Func<string> newToken, DateTimeOffset now)
    {
        if (survey is not { Plan: { } plan, RequestedAt: not null } || survey.ClosesAt <= now)
        {
            return Decision.Nothing;
        }

        var activity = IdOf(plan.EditionId, plan.Audience);
        var id = Invite.SurveyOf(activity);
        var closesAt = survey.ClosesAt ?? now.AddDays(plan.DaysOpen);
        var events = new List<object>();
        if (!survey.IsOpened)
        {
            events.Add(new SurveyWasOpened(id, activity, plan.EditionId, plan.Questionnaire.Version, closesAt, plan.Audience));
        }

        var invited = told.Where(each => !survey.Invited.Contains(each.RegistrationId)).DistinctBy(each => each.RegistrationId).ToList();
        if (invited.Count > 0)
        {
            events.Add(new GroupsInvited(plan.EditionId, [new GroupSize(Group.Of(activity), invited.Count)]));
            events.AddRange(invited.Select(each => new AttendeeWasInvited(
                id, activity, plan.EditionId, each.RegistrationId, newToken(), closesAt, now, plan.Audience, each.ActivityId)));
        }

        return Decision.Of(events);
    }
}
