using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Surveys;

public static class SurveyProblems
{
    public static readonly Problem NoSuchEdition = new("no-such-edition", ProblemKind.NotFound, "Ingen sådan upplaga har släppts än", "No such edition has been released yet");
    public static readonly Problem NoSuchSurvey = new("no-such-survey", ProblemKind.NotFound, "Länken gäller inte", "The link is not valid");
    public static readonly Problem Closed = new("survey-closed", ProblemKind.Conflict, "Enkäten är stängd", "The survey is closed");
    public static readonly Problem NotHere = new(
        "not-checked-in", ProblemKind.Conflict, "Enkäten är inte öppen, eller biljetten är inte inprickad på den här aktiviteten", "The survey is not open, or the ticket has not been checked in to this activity");
    public static readonly Problem Anonymous = new("survey-anonymous", ProblemKind.Conflict, "Enkäten är anonym: ingen kan se vem som svarade vad", "The survey is anonymous: nobody can see who answered what");
    public static readonly Problem EditionAsked = new(
        "edition-survey-sent", ProblemKind.Conflict, "Enkäten har redan skickats: var och en får den bara en gång", "The survey has already been sent: each person gets it only once");
    public static readonly Problem NotOpened = new("survey-not-opened", ProblemKind.NotFound, "Aktiviteten har ingen enkät än", "The activity has no survey yet");
}
