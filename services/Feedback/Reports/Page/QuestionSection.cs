using System.Xml.Linq;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>How each question was answered.</summary>
public static class QuestionSection
{
    public static XElement? Of(EditionResults results, Figures total) => total.Questions is not { Count: > 0 } questions ? null : Element(
        "section", Class("new"), With("aria-labelledby", "questions"),
        Element("h2", With("id", "questions"), Say("Frågorna", "The questions")),
        Element("div", Class("charts"), questions.Select((figures, i) =>
        {
            var question = results.Asked.First(each => each.Key == figures.Key);
            var text = question.Text.In(Languages.Current);
            return Element("figure",
                Element("figcaption", text, question.Type == QuestionType.MultipleChoice
                    ? Say(" (flera svar möjliga: procent av dem som svarade)", " (several answers possible: percentage of those who answered)")
                    : null),
                Chart.Distribution(
                    $"question-{i}",
                    text,
                    figures.Distribution.Select(answer => (
                        question.IsChoice ? question.Options?.FirstOrDefault(option => option.Key == answer.Key)?.Text.In(Languages.Current) ?? answer.Key : answer.Key,
                        answer.Value)).ToList(),
                    figures.N));
        })),
        Table(
            Say("Frågorna i siffror", "The questions in figures"),
            [
                Say("Fråga", "Question"), Say("Svar", "Answers"), Say("Medelvärde", "Mean"), Say("95 %-intervall", "95% interval"), Say("Fördelning", "Distribution"),
            ],
            questions.Select(figures => (IReadOnlyList<object?>)
            [
                results.Asked.First(each => each.Key == figures.Key).Text.In(Languages.Current),
                Figure(figures.N),
                .. Cells(figures.Mean, 2),
                string.Join(", ", figures.Distribution.Select(answer => $"{answer.Key}: {answer.Value}")),
            ]), "long"));
}
