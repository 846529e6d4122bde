using System.Globalization;
using System.Text.Json;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Feedback.Questions;

/// <summary>
/// What each side of a visit is asked afterwards. Always by name: a visited company is one, so that no sum would hide what it says, and what it
/// was promised is laid beside what the delegation says.
/// </summary>
public static class VisitQuestions
{
    public const string Promised = "visit-promised";
    public const string Promise = "visit-promise";
    public const string By = "visit-promise-by";
    public const string Until = "visit-promise-until";
    public const int MostPromises = 3;
    public const string Yes = "yes";
    private const string No = "no";

    private static readonly Questionnaire Company = new(2, IsAnonymous: false,
    [
        new("visit-overall", QuestionType.OneToTen, new(
            "Ni svarar med namn: kommunen ser att det är ni. Hur nöjda är ni med besöket som helhet?",
            "You answer by name: the municipality can see that it is you. How satisfied are you with the visit as a whole?")),
        new(Promised, QuestionType.Choice, new("Lovade någon av besökarna att återkomma om något?", "Did any of the visitors promise to get back to you about something?"), YesOrNo()),
        .. OfThePromises(),
        new("visit-comment", QuestionType.Text, new("Vad vill ni säga till kommunen?", "What would you like to tell the municipality?")),
    ]);

    private static readonly Questionnaire Delegation = new(2, IsAnonymous: false,
    [
        new(Promised, QuestionType.Choice, new("Lovade ni att återkomma till företaget om något?", "Did you promise to get back to the company about something?"), YesOrNo()),
        .. OfThePromises(),
        new("visit-comment", QuestionType.Text, new("Något annat som arrangörerna bör veta?", "Anything else that the organisers should know?")),
    ]);

    public static Questionnaire For(VisitSide side) => side == VisitSide.Company ? Company : Delegation;

    /// <summary>Reads what one side answers: whether anything was promised has to be said, and until when is a day.</summary>
    public static (Said? Said, Dictionary<string, Wording[]> Errors) Read(VisitSide side, IReadOnlyDictionary<string, JsonElement> answers)
    {
        var (said, errors) = For(side).Read(answers);
        if (!answers.ContainsKey(Promised))
        {
            errors[$"answers.{Promised}"] = [new("Svara ja eller nej.", "Answer yes or no.")];
        }

        for (var promise = 1; promise <= MostPromises; promise++)
        {
            if (said?.Texts.TryGetValue(KeyOf(Until, promise), out var until) == true && DayOf(until) is null)
            {
                errors[$"answers.{KeyOf(Until, promise)}"] = [new("En dag som 2027-10-25.", "A day like 2027-10-25.")];
            }
        }

        return errors.Count == 0 ? (said, errors) : (null, errors);
    }

    /// <summary>What a question about one of the promises is called: the first has the key itself.</summary>
    /// <param name="promise">1 to <see cref="MostPromises"/>.</param>
    public static string KeyOf(string key, int promise) => promise == 1 ? key : $"{key}-{promise}";

    /// <returns>Null where it is no day.</returns>
    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static IReadOnlyList<Option> YesOrNo() => [new(Yes, new("Ja", "Yes")), new(No, new("Nej", "No"))];

    /// <summary>Of each promise what, by whom and until when; and after each but the last, whether there was one more.</summary>
    private static IEnumerable<Question> OfThePromises() => Enumerable.Range(1, MostPromises).SelectMany(OfPromise);

    private static IEnumerable<Question> OfPromise(int promise)
    {
        if (promise > 1)
        {
            yield return new(KeyOf(Promised, promise), QuestionType.Choice, new("Lovades något mer?", "Was anything else promised?"), YesOrNo(), new(KeyOf(Promised, promise - 1), [Yes]));
        }

        var promised = new Condition(KeyOf(Promised, promise), [Yes]);
        yield return new(KeyOf(Promise, promise), QuestionType.Text, new("Vad lovades?", "What was promised?"), ShownIf: promised);
        yield return new(KeyOf(By, promise), QuestionType.Text, new("Av vem?", "By whom?"), ShownIf: promised);
        yield return new(KeyOf(Until, promise), QuestionType.Text, new("Till när? En dag, till exempel 2027-10-25.", "By when? A day, for example 2027-10-25."), ShownIf: promised);
    }
}
