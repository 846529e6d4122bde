using BusinessFocus.Contracts.Feedback;

namespace BusinessFocus.Feedback.Questions;

/// <summary>What the surveys of a whole edition ask, where the organiser says nothing else.</summary>
public static class EditionQuestionnaires
{
    /// <summary>Why somebody did not come.</summary>
    public const string Reason = "no-show-reason";

    public static Questionnaire Of(SurveyAudience audience) => audience == SurveyAudience.Participants ? Participants : NoShows;

    /// <summary>The measures are those of the activities' surveys, about the whole.</summary>
    private static Questionnaire Participants { get; } = new(1, IsAnonymous: true,
    [
        new(Questionnaire.Overall, QuestionType.OneToTen, new("Hur nöjd är du med Business Focus som helhet?", "How satisfied are you with Business Focus as a whole?")),
        new(Questionnaire.Expectations, QuestionType.OneToTen, new("Hur väl motsvarade veckan dina förväntningar?", "How well did the week meet your expectations?")),
        new(Questionnaire.Ideal, QuestionType.OneToTen, new("Tänk dig en perfekt näringslivsvecka. Hur nära kom den här?", "Imagine a perfect week for business. How close did this one come?")),
        new(Questionnaire.Recommend, QuestionType.Recommend, new("Hur troligt är det att du rekommenderar Business Focus till en kollega?", "How likely are you to recommend Business Focus to a colleague?")),
        new(Questionnaire.Climate, QuestionType.OneToSix, new("Vilket sammanfattande omdöme ger du företagsklimatet i kommunen?", "How do you rate the business climate in the municipality as a whole?")),
        new("came-of-it", QuestionType.MultipleChoice, new("Vad har du fått ut av det?", "What have you got out of it?"),
        [
            new("contacts", new("Nya kontakter", "New contacts")),
            new("knowledge", new("Ny kunskap", "New knowledge")),
            new("answers", new("Svar från kommunen på en fråga", "An answer from the municipality to a question")),
            new("business", new("Nya affärer", "New business")),
            new("nothing", new("Inget särskilt", "Nothing in particular")),
        ]),
        new(Questionnaire.Comment, QuestionType.Text, new("Vad ska vi göra annorlunda nästa gång?", "What should we do differently next time?")),
    ]);

    private static Questionnaire NoShows { get; } = new(1, IsAnonymous: true,
    [
        new(Reason, QuestionType.Choice, new("Varför kom du inte?", "Why did you not come?"),
        [
            new("time", new("Jag hann inte", "I did not have time")),
            new("ill", new("Jag var sjuk eller hade förhinder", "I was ill or could not come")),
            new("forgot", new("Jag glömde det", "I forgot about it")),
            new("not-for-me", new("Innehållet var inte för mig", "The content was not for me")),
            new("not-found", new("Jag hittade inte dit, eller kom inte in", "I could not find it, or could not get in")),
            new("cancel", new("Jag visste inte hur man avbokar", "I did not know how to cancel")),
            new("came", new("Jag var där", "I was there")),
            new("other", new("Något annat", "Something else")),
        ]),
        new("next-time", QuestionType.Choice, new("Vill du vara med nästa gång?", "Would you like to take part next time?"),
        [
            new("yes", new("Ja", "Yes")),
            new("maybe", new("Kanske", "Maybe")),
            new("no", new("Nej", "No")),
        ]),
        new(Questionnaire.Comment, QuestionType.Text, new("Vad hade gjort att du kom?", "What would have made you come?")),
    ]);
}
