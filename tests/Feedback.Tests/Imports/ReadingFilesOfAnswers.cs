using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Imports;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Tables;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Imports;

public sealed class ReadingFilesOfAnswers
{
    private static readonly EditionId Edition = EditionId.New();

    private static readonly AskedActivity Seminar = new(
        ActivityId.New(),
        new SurveyedActivity(Edition, "lerum-2025", ActivityKind.Seminar, new LocalizedText("Upphandling"), ["upphandling"], true, 1, ["Lerums kommun"]),
        Questionnaire.Standard);

    [Fact]
    public void Each_row_is_somebody_who_was_asked_and_counts_in_all_its_groups()
    {
        var file = Read("activity;member;size;language;overall;comment", "Upphandling;ja;Micro;sv;8;Bra", "Upphandling;no;;;3;", "Upphandling;yes;;;;", ";;;;;");

        (file.Invited, file.Answers.Count, file.Refused.Count).ShouldBe((3, 2, 0));
        var counts = file.Counts.ToDictionary(count => count.Group);
        counts[Group.WholeEdition].Answers["overall"].ShouldBe(new Dictionary<string, int> { ["3"] = 1, ["8"] = 1 }, ignoreOrder: true);
        counts[new(Dimension.Membership, "member")].Answered.ShouldBe(1);
        counts[new(Dimension.CompanySize, "Micro")].Answered.ShouldBe(1);
        counts[new(Dimension.Hosts, "Lerums kommun")].Answered.ShouldBe(2);
        file.Comments.ShouldHaveSingleItem().ActivityId.ShouldBeNull("fewer than seven answered");
    }

    [Theory]
    [InlineData("Okänd;;;;8;", "activity")]
    [InlineData("Upphandling;kanske;;;8;", "member")]
    [InlineData("Upphandling;;Huge;;8;", "size")]
    [InlineData("Upphandling;;;de;8;", "language")]
    [InlineData("Upphandling;;;;11;", "overall")]
    [InlineData("Upphandling;;;;bra;", "overall")]
    public void What_cannot_be_read_is_told_by_row_and_column(string row, string column)
    {
        var refused = Read("activity;member;size;language;overall;comment", "Upphandling;;;;8;", row).Refused.ShouldHaveSingleItem();

        (refused.Row, refused.Column).ShouldBe((3, column));
        refused.Reason.Sv.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_column_that_is_no_question_is_refused_where_it_has_something() =>
        Read("activity;skonummer", "Upphandling;", "Upphandling;42").Refused.ShouldHaveSingleItem().Column.ShouldBe("skonummer");

    [Fact]
    public void A_comment_of_several_lines_is_one_answer_and_rows_are_counted_as_a_spreadsheet_does()
    {
        var file = Read("", "Aktivitet;overall;comment", "Upphandling;8;\"Bra\r\nmen långt\"", "", "Okänd;8;");

        file.Comments.ShouldHaveSingleItem().Text.ShouldBe("Bra\r\nmen långt");
        file.Refused.ShouldHaveSingleItem().Row.ShouldBe(5);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_with_its_row() =>
        Read("activity;overall;comment", "Upphandling;8;\"Bra", "Upphandling;7;").Refused.ShouldHaveSingleItem().Row.ShouldBe(2);

    private static AnswersFile Read(params IEnumerable<string> lines)
    {
        using var table = Table.OfText(string.Join('\n', lines), AnswersFile.Columns);
        return AnswersFile.Read(table, Edition, [Seminar]);
    }
}
