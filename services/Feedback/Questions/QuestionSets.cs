using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;

namespace BusinessFocus.Feedback.Questions;

/// <summary>Questions that belong together, ready to be asked.</summary>
/// <param name="Key">By what the set is named.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for, and what its answers can be held against.</param>
/// <param name="IsAnonymous">Whether nobody can tell who answered what.</param>
/// <param name="Questions">In the order that they are asked.</param>
public sealed record QuestionSet(string Key, LocalizedText Name, LocalizedText Description, bool IsAnonymous, IReadOnlyList<Question> Questions);

/// <summary>The sets that an organiser can ask as they are, or change.</summary>
public static class QuestionSets
{
    /// <summary>The set that is asked where an organiser says nothing else.</summary>
    public const string Standard = "standard";

    /// <summary>The question of the Insikt set that the others hang on: which authorities somebody has had to do with.</summary>
    public const string Areas = "insikt-areas";

    /// <summary>The three that Insikt's index is made of, about the municipality's service.</summary>
    public const string Overall = "insikt-overall";
    public const string Expectations = "insikt-expectations";
    public const string Ideal = "insikt-ideal";

    private const string None = "none";

    /// <summary>Those for the surveys of activities.</summary>
    public static IReadOnlyList<QuestionSet> All { get; } =
    [
        StandardOf(Questionnaire.Standard, new("Om aktiviteten, så att upplagor kan jämföras.", "About the activity, so that editions can be compared.")),
        new(
            "insikt",
            new("Insikts områden", "The areas of Insikt"),
            new(
                "Om kommunens service i de myndighetsområden och på de sex sätt som SKR:s Insikt mäter, med egna formuleringar på skalan 1–10. Svaren står bredvid Insikts siffror men är inte Insikts: andra har svarat, vid en annan tid.",
                "About the municipality's service in the areas and in the six respects that SKR's Insikt measures, in our own words on a scale of 1–10. The answers are shown next to Insikt's figures but are not Insikt's: other people answered, at another time."),
            IsAnonymous: true,
            Insikt()),
    ];

    /// <summary>Those for a survey of a whole edition, its standard questions first. What is about an activity is not among them.</summary>
    public static IReadOnlyList<QuestionSet> For(SurveyAudience audience) =>
    [
        StandardOf(
            EditionQuestionnaires.Of(audience),
            audience == SurveyAudience.Participants
                ? new("Om upplagan som helhet, så att upplagor kan jämföras.", "About the edition as a whole, so that editions can be compared.")
                : new("Varför man inte kom, och om man vill nästa gång.", "Why one did not come, and whether one would next time.")),
        .. All.Where(set => set.Key != Standard),
    ];

    /// <summary>The key of the question about one area.</summary>
    public static string KeyOf(string area) => $"insikt-{area}";

    private static QuestionSet StandardOf(Questionnaire asked, LocalizedText description) =>
        new(Standard, new("Standardfrågorna", "The standard questions"), description, asked.IsAnonymous, asked.Questions);

    private static IReadOnlyList<Question> Insikt()
    {
        // Keys of their own: the standard questions are about an activity, and nothing is to be counted as an answer to both.
        var any = new Condition(Areas, [.. InsiktAreas.All.Keys]);
        return
        [
            new(
                Areas,
                QuestionType.MultipleChoice,
                new("Vilka områden har ditt företag haft kontakt med kommunen om under det senaste året?", "In which areas has your company been in contact with the municipality during the last year?"),
                [.. InsiktAreas.All.Select(area => new Option(area.Key, area.Value)), new(None, new("Inget av dem", "None of them"))]),
            .. InsiktAreas.All.Select(area => new Question(
                KeyOf(area.Key),
                QuestionType.OneToTen,
                new($"{area.Value.Sv}: hur nöjd är du med kommunens service som helhet?", $"{area.Value.En}: how satisfied are you with the municipality's service as a whole?"),
                ShownIf: new Condition(Areas, [area.Key]))),
            Ask("insikt-information", "Hur nöjd är du med informationen: var den lätt att hitta och att förstå?", "How satisfied are you with the information: was it easy to find and to understand?"),
            Ask("insikt-availability", "Hur nöjd är du med tillgängligheten: var det lätt att nå rätt person?", "How satisfied are you with the availability: was it easy to reach the right person?"),
            Ask("insikt-treatment", "Hur nöjd är du med bemötandet: lyssnade de och förstod din situation?", "How satisfied are you with how you were treated: did they listen and understand your situation?"),
            Ask("insikt-competence", "Hur nöjd är du med kompetensen: kunde de sitt område och företagens villkor?", "How satisfied are you with the competence: did they know their area and the conditions of companies?"),
            Ask("insikt-legal-certainty", "Hur nöjd är du med rättssäkerheten: var regler och beslut tydliga och lika för alla?", "How satisfied are you with the legal certainty: were rules and decisions clear, and the same for everybody?"),
            Ask("insikt-efficiency", "Hur nöjd är du med effektiviteten: gick ärendet på rimlig tid?", "How satisfied are you with the efficiency: did it take a reasonable time?"),
            Ask(Overall, "Hur nöjd är du med kommunens service till företag som helhet?", "How satisfied are you with the municipality's service to companies as a whole?"),
            Ask(Expectations, "Hur väl motsvarade den dina förväntningar?", "How well did it meet your expectations?"),
            Ask(Ideal, "Tänk dig en perfekt service från en kommun. Hur nära kom den?", "Imagine perfect service from a municipality. How close did it come?"),
            Questionnaire.Standard.Questions.First(question => question.Key == Questionnaire.Climate),
            new("insikt-comment", QuestionType.Text, new("Vad kan kommunen göra bättre för ditt företag?", "What can the municipality do better for your company?")),
        ];

        Question Ask(string key, string sv, string en) => new(key, QuestionType.OneToTen, new(sv, en), ShownIf: any);
    }
}
