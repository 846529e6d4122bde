using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Feedback.Imports;

/// <summary>An activity that answers can be about.</summary>
/// <param name="Questionnaire">What it may have been asked.</param>
public sealed record AskedActivity(ActivityId Id, SurveyedActivity Facts, Questionnaire Questionnaire);

/// <summary>
/// Answers as a table, one row for each who was asked: <c>activity</c> (its id or Swedish title), <c>member</c> (yes, no or
/// nothing), <c>size</c> (a class of companies or nothing), <c>language</c> (sv or en), and a column for each question; several options have a comma, a semicolon or a bar between them.
/// A row without answers is somebody who was asked and did not answer.
/// </summary>
/// <param name="Groups">All that each of those who were asked belongs to.</param>
public sealed record AnswersFile(
    int Invited,
    IReadOnlyList<Group> Groups,
    IReadOnlyList<(IReadOnlyList<Group> Groups, Said Said)> Answers,
    IReadOnlyList<CommentGiven> Comments,
    IReadOnlyList<RefusedRow> Refused)
{
    public const string ActivityColumn = "activity";

    private const int MostRows = 200_000;
    private const string MemberColumn = "member";
    private const string SizeColumn = "size";
    private const string LanguageColumn = "language";

    /// <summary>As forms write several answers into one cell.</summary>
    private static readonly char[] BetweenOptions = [',', ';', '|'];

    private static readonly Dictionary<string, string[]> Spellings = new()
    {
        [ActivityColumn] = ["aktivitet", "activity id", "aktivitets-id"],
        [MemberColumn] = ["medlem"],
        [SizeColumn] = ["storlek", "company size", "företagsstorlek"],
        [LanguageColumn] = ["språk"],
    };

    /// <summary>What was counted, by group.</summary>
    public IReadOnlyList<GroupCount> Counts => [.. Answers
        .SelectMany(answer => answer.Groups, (answer, group) => (Group: group, answer.Said))
        .GroupBy(each => each.Group, each => each.Said)
        .Select(group => new GroupCount(
            group.Key, group.Count(), Results.Counts.Of(group.SelectMany(said => said.Counted().Select(each => (each.Question, each.Answer, 1))))))];

    /// <summary>What the columns of these files can be. One that is no question of any activity is kept: what it says has to be told, not lost.</summary>
    public static TableColumns Columns { get; } = new(Spellings, [ActivityColumn], keepsOthers: true);

    /// <param name="table">With all columns that it needs.</param>
    /// <exception cref="TableRefusedException">It is too large.</exception>
    public static AnswersFile Read(Table table, EditionId edition, IReadOnlyList<AskedActivity> activities)
    {
        var groups = new List<Group>();
        var answers = new List<(IReadOnlyList<Group>, Said)>();
        var comments = new List<CommentGiven>();
        var refused = new List<RefusedRow>();
        var invited = 0;
        foreach (var row in table.Rows(MostRows))
        {
            var cells = row.Cells.Where(cell => cell.Value!.Length > 0).ToDictionary(cell => cell.Key, cell => cell.Value!);
            if (row.Flaw is { } unreadable)
            {
                refused.Add(RefusedRow.Of(row.Number, unreadable));
                continue;
            }

            if (Flaw(cells, activities, out var activity, out var said) is { } flaw)
            {
                refused.Add(flaw with { Row = row.Number });
                continue;
            }

            var of = activity!.Facts.GroupsOf(activity.Id, MemberIn(cells), SizeIn(cells));
            invited++;
            groups.AddRange(of);
            if (said is not null)
            {
                answers.Add((of, said));
                comments.AddRange(said.Texts.Select(each => new CommentGiven(
                    edition, activity.Id, each.Key, each.Value, cells.GetValueOrDefault(LanguageColumn) ?? Languages.Swedish)));
            }
        }

        return new AnswersFile(invited, groups, answers, WithoutFew(answers, comments), refused);
    }

    /// <summary>Of an activity that few answered, it could be told who wrote something.</summary>
    private static List<CommentGiven> WithoutFew(List<(IReadOnlyList<Group> Groups, Said Said)> answers, List<CommentGiven> comments)
    {
        var answered = answers.SelectMany(answer => answer.Groups).CountBy(group => group).ToDictionary();
        return [.. comments.Select(comment =>
            answered.GetValueOrDefault(Group.Of(comment.ActivityId!.Value)) >= Threshold.Fewest ? comment : comment with { ActivityId = null })];
    }

    /// <summary>The first thing that is wrong with a row; null where it can be taken.</summary>
    private static RefusedRow? Flaw(
        Dictionary<string, string> cells, IReadOnlyList<AskedActivity> activities, out AskedActivity? activity, out Said? said)
    {
        said = null;
        var name = cells.GetValueOrDefault(ActivityColumn);
        activity = activities.FirstOrDefault(each => each.Id.ToString() == name || each.Facts.Title.Sv == name);
        if (activity is null)
        {
            return Refuse(ActivityColumn, "Ingen aktivitet i upplagan heter så.", "No activity in the edition is called that.");
        }

        if (cells.ContainsKey(MemberColumn) && MemberIn(cells) is null)
        {
            return Refuse(MemberColumn, "yes eller no.", "yes or no.");
        }

        if (cells.ContainsKey(SizeColumn) && SizeIn(cells) is null)
        {
            return Refuse(SizeColumn, string.Join(", ", Enum.GetNames<CompanySize>()), string.Join(", ", Enum.GetNames<CompanySize>()));
        }

        if (cells.TryGetValue(LanguageColumn, out var language) && !Languages.All.Contains(language))
        {
            return Refuse(LanguageColumn, "sv eller en.", "sv or en.");
        }

        var questions = activity.Questionnaire.Questions.ToDictionary(question => question.Key);
        var given = cells.Where(cell => !Spellings.ContainsKey(cell.Key)).ToDictionary(cell => cell.Key, cell => ValueOf(questions.GetValueOrDefault(cell.Key), cell.Value));
        if (given.Count == 0)
        {
            return null;
        }

        (said, var errors) = activity.Questionnaire.Read(given);
        return errors.Count == 0
            ? null
            : errors.Select(error => Refuse(error.Key.Split('.', 2)[^1], error.Value[0].Sv, error.Value[0].En)).First();

        RefusedRow Refuse(string column, string sv, string en) => new(0, column, cells.GetValueOrDefault(column), new Wording(sv, en));
    }

    private static JsonElement ValueOf(Question? question, string cell) =>
        question?.Scale is not null && int.TryParse(cell, out var number) ? JsonSerializer.SerializeToElement(number)
        : question?.Type == QuestionType.MultipleChoice ? JsonSerializer.SerializeToElement(cell.Split(BetweenOptions, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        : JsonSerializer.SerializeToElement(cell);

    private static bool? MemberIn(Dictionary<string, string> cells) => cells.GetValueOrDefault(MemberColumn)?.ToLowerInvariant() switch
    {
        "yes" or "ja" or "true" => true,
        "no" or "nej" or "false" => false,
        _ => null,
    };

    private static CompanySize? SizeIn(Dictionary<string, string> cells) =>
        Enum.TryParse<CompanySize>(cells.GetValueOrDefault(SizeColumn), ignoreCase: true, out var size) && Enum.IsDefined(size) ? size : null;
}
