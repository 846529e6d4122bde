using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Surveys;

namespace BusinessFocus.Feedback.Reminders;

/// <summary>When those who have not answered are asked again: the configuration section "Feedback".</summary>
public sealed record ReminderSettings
{
    /// <summary>How many days before a survey closes; 0 is never.</summary>
    public int RemindDaysBefore { get; init; } = 3;
}

/// <summary>
/// Who was invited and has not answered is reminded once, some days before the survey closes. What comes of it says who is
/// reminded, and nothing of any answer.
/// </summary>
public static class Remind
{
    /// <param name="invited">The survey's invitations.</param>
    /// <param name="answered">Whose link has been used.</param>
    public static Decision Decide(
        Survey survey,
        IReadOnlyList<AttendeeWasInvited> invited,
        IReadOnlySet<RegistrationId> answered,
        ReminderSettings settings,
        DateTimeOffset now)
    {
        if (survey.IsReminded || !IsTime(survey, settings, now))
        {
            return Decision.Nothing;
        }

        var ripe = invited.Where(each => Survey.IsRipe(each.At, now) && !(survey.RemindedAt is { } until && Survey.IsRipe(each.At, until))).ToList();
        return ripe.Count == 0 && invited.Any(each => !Survey.IsRipe(each.At, now))
            ? Decision.Nothing
            : Decision.Of([
                .. ripe
                    .Where(each => !answered.Contains(each.RegistrationId) && survey.Attendances.GetValueOrDefault(each.RegistrationId) is { Came: true })
                    .Select(each => new AttendeeWasReminded(
                        each.SurveyId, each.ActivityId, each.EditionId, each.RegistrationId, each.Token, each.ClosesAt)),
                new RemindersWereSent(now),
            ]);
    }

    private static bool IsTime(Survey survey, ReminderSettings settings, DateTimeOffset now) =>
        survey.ClosesAt is { } closesAt && now < closesAt && now >= closesAt.AddDays(-settings.RemindDaysBefore);
}
