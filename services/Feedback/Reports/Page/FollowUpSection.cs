using System.Xml.Linq;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.FollowUps;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>How those who wanted to be contacted were answered, by area.</summary>
public static class FollowUpSection
{
    public static XElement? Of(EditionFollowUps followUps) => followUps.Total.Opened == 0 ? null : Element(
        "section", Class("new"), With("aria-labelledby", "follow-ups"),
        Element("h2", With("id", "follow-ups"), Say("De som ville bli kontaktade", "Those who wanted to be contacted")),
        Table(
            Say("Ärenden och svar", "Cases and answers"),
            [
                Say("Område", "Area"), Say("Ärenden", "Cases"), Say("Besvarade i tid", "Answered on time"), Say("Besvarade sent", "Answered late"),
                Say("Öppna", "Open"), Say("Försenade", "Overdue"), Say("I tid, %", "On time, %"),
            ],
            followUps.Areas.Select(area => (Name: area.Name.In(Languages.Current), area.Figures))
                .Append((Name: Say("Alla", "All"), Figures: followUps.Total))
                .Select(each => (IReadOnlyList<object?>)
                [
                    each.Name,
                    Figure(each.Figures.Opened),
                    Figure(each.Figures.AnsweredInTime),
                    Figure(each.Figures.AnsweredLate),
                    Figure(each.Figures.Open),
                    Figure(each.Figures.Overdue),
                    Figure(each.Figures.AnsweredInTimeShare, 1),
                ])));
}
