using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;

namespace BusinessFocus.Feedback.Reminders;

/// <summary>When those who have not answered are asked again: the configuration section "Feedback".</summary>
public sealed record ReminderSettings
{
    /// <summary>How many days before a survey closes; 0 is never.</summary>
    public int RemindDaysBefore { get; init; } = 3;
}

/// <summary>
/// Who was asked and has not answered is reminded once, some days before the survey closes: who came, and each side of a visit. What comes of it says
/// who is reminded, and nothing of any answer.
/// </summary>
public static class Remind
{
    /// <param name="invited">The survey's invitations.</param>
    /// <param name="answered">Whose link has been used, or opens nothing any more. A side of a visit is who it answers as.</param>
    /// <param name="visit">How both sides of the visit were asked; null where none were.</param>
    public static Decision Decide(
        Survey survey,
        IReadOnlyList<AttendeeWasInvited> invited,
        IReadOnlySet<RegistrationId> answered,
        ReminderSettings settings,
        DateTimeOffset now,
        VisitWasSurveyed? visit = null)
    {
        if (survey.IsReminded || !IsTime(survey, settings, now))
        {
            return Decision.Nothing;
        }

        List<DateTimeOffset?> asked = [.. invited.Select(each => each.At), .. visit is null ? (IReadOnlyList<DateTimeOffset?>)[] : [visit.At]];
        if (!asked.Any(IsDue) && asked.Any(at => !Survey.IsRipe(at, now)))
        {
            return Decision.Nothing;
        }

        List<object> events =
        [
            .. invited
                .Where(each => IsDue(each.At) && !answered.Contains(each.RegistrationId) && survey.Attendances.GetValueOrDefault(each.RegistrationId) is { Came: true })
                .Select(each => new AttendeeWasReminded(each.SurveyId, each.ActivityId, each.EditionId, each.RegistrationId, each.Token, each.ClosesAt)),
        ];
        if (visit is not null && IsDue(visit.At))
        {
            var (company, delegation) = (TokenOf(VisitSide.Company, visit.CompanyToken), TokenOf(VisitSide.Delegation, visit.DelegationToken));
            if ((company ?? delegation) is not null)
            {
                events.Add(new VisitWasReminded(visit.SurveyId, visit.VisitRequestId, visit.ActivityId, visit.EditionId, company, delegation, visit.ClosesAt));
            }
        }

        return Decision.Of([.. events, new RemindersWereSent(now)]);

        bool IsDue(DateTimeOffset? at) => Survey.IsRipe(at, now) && !(survey.RemindedAt is { } until && Survey.IsRipe(at, until));

        string? TokenOf(VisitSide side, string token) => answered.Contains(VisitSides.IdOf(visit.VisitRequestId, side)) ? null : token;
    }

    private static bool IsTime(Survey survey, ReminderSettings settings, DateTimeOffset now) =>
        survey.ClosesAt is { } closesAt && now < closesAt && now >= closesAt.AddDays(-settings.RemindDaysBefore);
}
