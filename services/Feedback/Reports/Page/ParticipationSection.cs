using System.Xml.Linq;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Participation;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>Who took part, beside the edition before.</summary>
public static class ParticipationSection
{
    public static XElement? Of(EditionParticipation? participation) => participation is not { Rows: { Count: > 0 } rows } ? null : Element(
        "section", Class("new"), With("aria-labelledby", "participation"),
        Element("h2", With("id", "participation"), Say("De som var med", "Who took part")),
        Element("p", Class("note"), Say(
            $"Summan av inprickningarna vid dörrarna till och med {Moment(participation.CountedAt)}. Förra upplagan står inom parentes.",
            $"All check-ins at the doors until {Moment(participation.CountedAt)}. Figures for the edition before are in brackets.")),
        Table(
            Say("Deltagande", "Participation"),
            [
                Say("Grupp", "Group"), Say("Anmälda platser", "Seats booked"), Say("Kom", "Came"), Say("Utan anmälan", "Walk-ins"), Say("Kom inte", "Did not come"),
                Say("Företag som kom", "Companies that came"), Say("För första gången", "For the first time"), Say("Företagsbesök", "Company visits"), Say("Samtal", "Conversations"),
            ],
            rows.Select(row => (IReadOnlyList<object?>)
            [
                NameOf(row),
                Cell(row, numbers => numbers.Seats),
                Cell(row, numbers => numbers.Came),
                Cell(row, numbers => numbers.WalkIns),
                Cell(row, numbers => numbers.DidNotCome),
                Cell(row, numbers => numbers.CompaniesThatCame),
                Cell(row, numbers => numbers.FirstTimeCompanies),
                Cell(row, numbers => numbers.Visits),
                Cell(row, numbers => numbers.Conversations),
            ])));

    private static string Cell(ParticipationCount row, Func<ParticipationNumbers, int> of) => Beside(of(row.Numbers), row.Last is { } last ? of(last) : null);

    private static string NameOf(ParticipationCount row) => (row.By, row.Group) switch
    {
        (_, null) => Say("Hela upplagan", "The whole edition"),
        ("kind", var kind) when Enum.TryParse<ActivityKind>(kind, ignoreCase: true, out var known) => Kind(known),
        ("membership", var member) => Name(new Group(Dimension.Membership, member == "member" ? "member" : "other")),
        var (by, group) => CompaniesOf(by, group),
    };
}
