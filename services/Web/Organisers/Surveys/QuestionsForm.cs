using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Visits;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Surveys;

/// <summary>The questions of a kind of activity as a form: which are asked, in which words, and which of a set are added.</summary>
public static class QuestionsForm
{
    public const string Asked = "asked";
    public const string IsAnonymous = "isAnonymous";

    public static string Swedish(string key) => $"text.{key}.sv";

    public static string English(string key) => $"text.{key}.en";

    /// <summary>The form as it stands before anybody has typed.</summary>
    public static TypedForm Of(Questionnaire current) => TypedForm.Empty with
    {
        Typed = new FormCollection(new Dictionary<string, StringValues>(
            (current.Questions ?? []).SelectMany(question => new KeyValuePair<string, StringValues>[]
            {
                new(Swedish(question.Key!), question.Text?.Sv),
                new(English(question.Key!), question.Text?.En),
            }))
        {
            [Asked] = (current.Questions ?? []).Select(question => question.Key).ToArray(),
            [IsAnonymous] = current.IsAnonymous is true ? "true" : "",
        }),
    };

    /// <summary>What there is to ask: the questions in force, then those of the sets that are not among them.</summary>
    public static IReadOnlyList<Question> Offered(Questionnaire current, IEnumerable<QuestionSet> sets) =>
        [.. (current.Questions ?? []).Concat(sets.SelectMany(set => set.Questions ?? [])).DistinctBy(question => question.Key)];

    /// <summary>The chosen ones, in their order; words that were left empty stay as they were.</summary>
    public static ChangeQuestionsRequest RequestOf(IFormCollection form, IReadOnlyList<Question> offered) => new()
    {
        IsAnonymous = form[IsAnonymous] == "true",
        Questions =
        [
            .. offered.Where(question => Wishes.Ticked(form, Asked).Contains(question.Key)).Select(question => new Question
            {
                Key = question.Key,
                Type = question.Type,
                Options = question.Options,
                ShownIf = question.ShownIf,
                Text = new LocalizedText
                {
                    Sv = TypedForm.Filled(form, Swedish(question.Key!)) ?? question.Text?.Sv,
                    En = TypedForm.Filled(form, English(question.Key!)) ?? question.Text?.En,
                },
            }),
        ],
    };

    public static string Type(QuestionType? type) => type switch
    {
        QuestionType.OneToSix => Languages.Choose("1 till 6", "1 to 6"),
        QuestionType.OneToTen => Languages.Choose("1 till 10", "1 to 10"),
        QuestionType.Recommend => Languages.Choose("0 till 10, rekommendera", "0 to 10, recommend"),
        QuestionType.Choice => Languages.Choose("ett val", "one choice"),
        QuestionType.MultipleChoice => Languages.Choose("flera val", "several choices"),
        _ => Languages.Choose("egna ord", "in their own words"),
    };
}
