using System.Globalization;
using System.Text.Json;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Feedback.Questions;

/// <summary>The questions that a survey asks.</summary>
/// <param name="Version">Rises with each change, from 1; a survey that has an answer keeps the version that was answered.</param>
/// <param name="IsAnonymous">
/// Whether nobody can tell who answered what. Answers that are not anonymous are kept by registration too, and organisers read them.
/// </param>
/// <param name="Questions">In the order that they are asked.</param>
public sealed record Questionnaire(int Version, bool IsAnonymous, IReadOnlyList<Question> Questions)
{
    public const int LongestText = 4_000;

    public const string Overall = "overall";
    public const string Expectations = "expectations";
    public const string Ideal = "ideal";
    public const string Recommend = "recommend";
    public const string Climate = "climate";
    public const string Knowledge = "knowledge";
    public const string Comment = "comment";

    /// <summary>What every kind of activity is asked until an organiser changes it, so that editions can be compared.</summary>
    public static Questionnaire Standard { get; } = new(1, IsAnonymous: true,
    [
        new(Overall, QuestionType.OneToTen, new("Hur nöjd är du med aktiviteten som helhet?", "How satisfied are you with the activity as a whole?")),
        new(Expectations, QuestionType.OneToTen, new("Hur väl motsvarade den dina förväntningar?", "How well did it meet your expectations?")),
        new(Ideal, QuestionType.OneToTen, new("Tänk dig en perfekt aktivitet av det här slaget. Hur nära kom den?", "Imagine a perfect activity of this kind. How close did it come?")),
        new(Recommend, QuestionType.Recommend, new("Hur troligt är det att du rekommenderar den till en kollega?", "How likely are you to recommend it to a colleague?")),
        new(Climate, QuestionType.OneToSix, new("Vilket sammanfattande omdöme ger du företagsklimatet i kommunen?", "How do you rate the business climate in the municipality as a whole?")),
        new(Knowledge, QuestionType.OneToSix, new("Hur väl känner du nu till de andras villkor: företagens om du är från kommunen, kommunens om du är från ett företag?", "How well do you now know what things are like for the others: for companies if you are from the municipality, for the municipality if you are from a company?")),
        new(Comment, QuestionType.Text, new("Vad vill du säga till arrangörerna?", "What would you like to tell the organisers?")),
    ]);

    /// <summary>Whether only the version differs.</summary>
    public bool AsksTheSameAs(Questionnaire other) =>
        JsonSerializer.Serialize(this with { Version = 0 }) == JsonSerializer.Serialize(other with { Version = 0 });

    /// <summary>Reads answers by the questions: all of them, or what is wrong with each.</summary>
    /// <param name="answers">By the questions' keys: a number, an option's key, a list of keys, or a text.</param>
    public (Said? Said, Dictionary<string, Wording[]> Errors) Read(IReadOnlyDictionary<string, JsonElement> answers)
    {
        var errors = new Dictionary<string, Wording[]>();
        var marks = new Dictionary<string, string>();
        var texts = new Dictionary<string, string>();
        foreach (var key in answers.Keys.Where(key => Questions.All(question => question.Key != key)))
        {
            errors[Field(key)] = [new("Ingen sådan fråga.", "No such question.")];
        }

        // In their order: whether a question is asked depends on those before it.
        foreach (var question in Questions)
        {
            if (!answers.TryGetValue(question.Key, out var answer))
            {
                continue;
            }

            if (!IsAsked(question, marks))
            {
                errors[Field(question.Key)] = [new("Frågan ställs inte efter de andra svaren.", "The question is not asked after the other answers.")];
            }
            else if (Read(question, answer) is not { } read)
            {
                errors[Field(question.Key)] = [Expected(question)];
            }
            else if (question.Type != QuestionType.Text)
            {
                marks[question.Key] = read;
            }
            else if (read.Length > 0)
            {
                texts[question.Key] = read;
            }
        }

        if (answers.Count == 0)
        {
            errors["answers"] = [new("Minst ett svar.", "At least one answer.")];
        }

        return errors.Count == 0 ? (new Said(marks, texts), errors) : (null, errors);

        static string Field(string key) => $"answers.{key}";
    }

    /// <summary>Whether a question is asked of somebody who has answered the ones before it like this.</summary>
    private static bool IsAsked(Question question, Dictionary<string, string> marks) =>
        question.ShownIf is not { } condition
        || (marks.TryGetValue(condition.Question, out var answer) && condition.Answers.Intersect(ChosenOptions.In(answer)).Any());

    private static string? Read(Question question, JsonElement answer) => (question.Type, answer.ValueKind) switch
    {
        (QuestionType.Text, JsonValueKind.String) => ReadText(answer.GetString()!),
        (QuestionType.Choice, JsonValueKind.String) => question.Options!.FirstOrDefault(option => option.Key == answer.GetString())?.Key,
        (QuestionType.MultipleChoice, JsonValueKind.Array) => ReadSeveral(question.Options!, [.. answer.EnumerateArray()]),
        (not (QuestionType.Text or QuestionType.Choice or QuestionType.MultipleChoice), JsonValueKind.Number) when answer.TryGetInt32(out var number) && question.Scale is { } scale && number >= scale.Least && number <= scale.Most =>
            number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>As a set: in which order, and how often, an option is named does not matter.</summary>
    private static string? ReadSeveral(IReadOnlyList<Option> options, IReadOnlyList<JsonElement> answers)
    {
        if (answers.Count is 0 or > QuestionRules.MostOptions || answers.Any(answer => answer.ValueKind != JsonValueKind.String))
        {
            return null;
        }

        var chosen = answers.Select(answer => answer.GetString()!).ToHashSet();
        var known = options.Select(option => option.Key).Where(chosen.Contains).ToList();
        return known.Count == chosen.Count ? ChosenOptions.MarkOf(known) : null;
    }

    private static string? ReadText(string text) =>
        text.Length <= LongestText && !text.Any(each => char.IsControl(each) && each is not ('\n' or '\r' or '\t')) ? VisibleText.Of(text).Trim() : null;

    private static Wording Expected(Question question) => question switch
    {
        { Type: QuestionType.Text } => new($"En text om högst {LongestText} tecken.", $"A text of at most {LongestText} characters."),
        { Type: QuestionType.Choice, Options: { } options } => new($"Ett av: {KeysOf(options)}", $"One of: {KeysOf(options)}"),
        { Type: QuestionType.MultipleChoice, Options: { } options } =>
            new($"En lista med ett eller flera av: {KeysOf(options)}", $"A list of one or more of: {KeysOf(options)}"),
        { Scale: { } scale } => new($"Ett heltal från {scale.Least} till {scale.Most}.", $"A whole number from {scale.Least} to {scale.Most}."),
        _ => throw new InvalidOperationException($"A question of type {question.Type} has no scale."),
    };

    private static string KeysOf(IEnumerable<Option> options) => string.Join(", ", options.Select(option => option.Key));
}
