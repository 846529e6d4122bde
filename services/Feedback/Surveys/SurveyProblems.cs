using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.Surveys;

public static class SurveyProblems
{
    public static readonly Problem NoSuchSurvey = new("no-such-survey", 404, "Länken gäller inte", "The link is not valid");
    public static readonly Problem Closed = new("survey-closed", 409, "Enkäten är stängd", "The survey is closed");
    public static readonly Problem NotOpened = new("survey-not-opened", 404, "Aktiviteten har ingen enkät än", "The activity has no survey yet");
}
