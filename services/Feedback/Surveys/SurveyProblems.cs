using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.Surveys;

public static class SurveyProblems
{
    public static readonly Problem NoSuchSurvey = new("no-such-survey", 404, "Länken gäller inte", "The link is not valid");
    public static readonly Problem Closed = new("survey-closed", 409, "Enkäten är stängd", "The survey is closed");
}
