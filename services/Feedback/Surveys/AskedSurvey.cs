using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Questions;
using Marten;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>What has to be known of a survey to answer it: not who came, who can be thousands.</summary>
public sealed record AskedSurvey(SurveyedActivity Facts, DateTimeOffset? ClosesAt, int? FrozenVersion, EditionSurveyPlan? Plan = null, VisitRequestId? Visit = null);

public static class Questionnaires
{
    /// <returns>Null where nothing is known of the activity.</returns>
    public static async Task<AskedSurvey?> AskedAsync(this IQuerySession reads, ActivityId activity, CancellationToken cancellationToken) =>
        await reads.Query<Survey>()
            .Where(survey => survey.Id == activity.Value && survey.Facts != null)
            .Select(survey => new AskedSurvey(survey.Facts!, survey.ClosesAt, survey.FrozenVersion, survey.Plan, survey.Visit))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>What a survey asks now.</summary>
    public static async Task<Questionnaire> QuestionnaireAsync(this IQuerySession reads, AskedSurvey survey, CancellationToken cancellationToken)
    {
        if (survey.Plan is { } plan)
        {
            return plan.Questionnaire;
        }

        var template = await reads.LoadAsync<SurveyTemplate>(SurveyTemplate.IdOf(survey.Facts.Kind), cancellationToken);
        return (template ?? SurveyTemplate.Initial).Of(survey.FrozenVersion);
    }
}
