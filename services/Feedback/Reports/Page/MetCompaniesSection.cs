using System.Xml.Linq;
using BusinessFocus.Contracts.Registration;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>How many companies of the register nobody has met, beside the edition before.</summary>
public static class MetCompaniesSection
{
    public static XElement? Of(ReportedMetCompanies? companies) => companies is null ? null : Element(
        "section", Class("new"), With("aria-labelledby", "never-met"),
        Element("h2", With("id", "never-met"), Say("Företag vi aldrig mött", "Companies we never met")),
        Element("p", Class("note"), Say(
            $"Av företagen i kommunens register, till och med {Moment(companies.CountedAt)}. Mött är den som kom eller fick besök i någon av de {companies.Editions} senaste upplagorna. Som det var efter förra upplagan står inom parentes.",
            $"Companies in the municipality's register, until {Moment(companies.CountedAt)}. A company counts as met if somebody came or it was visited in one of the last {companies.Editions} editions. Figures after the edition before are in brackets.")),
        Table(
            Say("Företag i registret", "Companies in the register"),
            [Say("Grupp", "Group"), Say("I registret", "In the register"), Say("Mötta", "Met"), Say("Aldrig mötta", "Never met"), Say("Mötta för första gången", "Met for the first time")],
            companies.Rows.Select(row => (IReadOnlyList<object?>)
            [
                NameOf(row),
                Figure(row.Numbers.Companies),
                Cell(row, numbers => numbers.Met),
                Cell(row, numbers => numbers.NeverMet),
                Cell(row, numbers => numbers.FirstMet),
            ])));

    private static string Cell(MetCompaniesCount row, Func<MetNumbers, int> of) =>
        Beside(of(row.Numbers), row.Last is { } last ? of(last) : null);

    private static string NameOf(MetCompaniesCount row) => row.Group is null ? Say("Hela registret", "The whole register") : CompaniesOf(row.By, row.Group);
}
