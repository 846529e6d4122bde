using System.Text;
using System.Xml.Linq;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using Microsoft.AspNetCore.Http.HttpResults;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>An edition's report as a page that is read on a screen and printed on paper, in the reader's language.</summary>
public static class ReportPage
{
    /// <param name="before">The edition that it is held against; null for none.</param>
    public static ContentHttpResult Answer(HttpResponse response, EditionResults results, EditionResults? before)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Style.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, no-store";
        headers.ContentLanguage = Languages.Current;
        headers.Append("Vary", "Accept-Language");
        return TypedResults.Content(Of(results, before), "text/html", Encoding.UTF8);
    }

    public static string Of(EditionResults results, EditionResults? before)
    {
        var total = Figures.Of(results.Of(Group.WholeEdition), results.Asked);
        var title = Say($"Rapport: {results.Slug}", $"Report: {results.Slug}");
        return Document(Element("html", With("lang", Languages.Current),
            Element("head",
                Element("meta", With("charset", "utf-8")),
                Element("meta", With("name", "viewport"), With("content", "width=device-width, initial-scale=1")),
                Element("meta", With("name", "robots"), With("content", "noindex")),
                Element("title", title),
                Element("style", Style.Sheet)),
            Element("body",
                Chart.PatternsOnce(),
                Element("main",
                    Element("h1", title),
                    Element("p", Say(
                        "Vad de som kom tyckte. Under varje stapel ligger det 95-procentiga konfidensintervallet; kursiva värden kommer från färre än trettio svar. Inget visas som kommer från färre än sju svar, eller som skulle låta någon räkna ut det.",
                        "What people who came thought. Under each bar is its 95% confidence interval. Figures in italics come from fewer than thirty answers. Nothing is shown that comes from fewer than seven answers, or that would let somebody work it out.")),
                    Element("p", Class("screen"), Element("a", With("href", "?format=csv"), Say("Alla siffror som tabell (CSV)", "All figures as a table (CSV)"))),
                    Key(total),
                    ParticipationSection.Of(results.Participation),
                    MetCompaniesSection.Of(ReportedMetCompanies.Of(results.MetCompanies)),
                    before is null ? null : ComparisonSection.Of(results, before),
                    Groups("kinds", Say("Efter typ av aktivitet", "By kind of activity"), results, results.Kinds.Select(kind => new Group(Dimension.Kind, $"{kind}"))),
                    Groups("membership", Say("Medlemmar och övriga", "Members and others"), results, GroupsOf(results, Dimension.Membership)),
                    Groups("sizes", Say("Efter företagets storlek", "By size of company"), results,
                        GroupsOf(results, Dimension.CompanySize).OrderBy(group => Enum.TryParse<CompanySize>(group.Value, out var size) ? size : default)),
                    Groups("topics", Say("Efter ämne", "By topic"), results, GroupsOf(results, Dimension.Topic)),
                    Groups("hosts", Say("Efter värdorganisation", "By hosting organisation"), results, GroupsOf(results, Dimension.Hosts)),
                    QuestionSection.Of(results, total),
                    KnowledgeSection.Of(results),
                    Activities(results),
                    FollowUpSection.Of(results.FollowUps),
                    OfficialSection.Of(results),
                    Method()))));
    }

    private static IEnumerable<Group> GroupsOf(EditionResults results, Dimension dimension) => results.Of(dimension).Select(result => result.Group);

    private static XElement Key(Figures total)
    {
        return Element("dl", Class("key"),
            Entry(Say("Inbjudna att svara", "Asked to answer"), Figure(total.Invited), null),
            // What was taken in from elsewhere never lay in the box.
            total.Cast is { } cast && cast > total.Answered
                ? Entry(Say("Svar hittills", "Answers so far"), Figure(cast), Say($"{Figure(total.Answered)} räknade", $"{Figure(total.Answered)} counted"))
                : Entry(Say("Svar", "Answers"), Figure(total.Answered), null),
            Entry(Say("Svarsfrekvens", "Response rate"), total.ResponseRate is { } rate ? $"{Figure(rate, 1)} %" : NotShown, null),
            Estimated(Say("NKI, 0–100", "NKI, 0–100"), total.Intervals?.Nki, 1),
            Estimated(Say("NPS, −100 till 100", "NPS, −100 to 100"), total.Intervals?.Nps, 1),
            Estimated(Say("Företagsklimat, 1–6", "Business climate, 1–6"), total.Intervals?.Climate, 2));

        static XElement Estimated(string name, Estimate? estimate, int decimals) =>
            Entry(name, Figure(estimate?.Value, decimals), estimate is { Low: not null } ? Interval(estimate.Low, estimate.High, decimals) : null);

        static XElement Entry(string name, string figure, string? more) => Element("div", Element("dt", name), Element("dd", figure), more is null ? null : Element("dd", more));
    }

    private static XElement? Groups(string id, string heading, EditionResults results, IEnumerable<Group> groups)
    {
        var all = groups.Select(group => (Name: Name(group), Figures: Figures.Of(results.Of(group), results.Asked))).ToList();
        return all.Count == 0 ? null : Element("section", Class("new"), With("aria-labelledby", id),
            Element("h2", With("id", id), heading),
            Element("div", Class("charts"), Charts(id, all, heading)),
            FiguresTable(heading, all));
    }

    private static IEnumerable<XElement> Charts(string id, IReadOnlyList<(string Name, Figures Figures)> all, string heading)
    {
        return
        [
            .. Each("nki", Axis.Index, intervals => intervals.Nki),
            .. Each("nps", Axis.Promoters, intervals => intervals.Nps),
            .. Each("climate", Axis.Of(1, 6), intervals => intervals.Climate),
        ];

        IEnumerable<XElement> Each(string measure, Axis axis, Func<Intervals, Estimate?> figure) => Charts(
            $"{id}-{measure}", MeasureName(measure), heading, axis, all.Select(each => new Bar(each.Name, each.Figures.Intervals is { } intervals ? figure(intervals) : null)).ToList());
    }

    /// <summary>As many pictures as it takes for none to be longer than a printed page.</summary>
    private static IEnumerable<XElement> Charts(string id, string caption, string heading, Axis axis, IReadOnlyList<Bar> bars) =>
        bars.Chunk(Chart.MostBars).Select((some, i) => Element("figure",
            Element("figcaption", caption),
            Chart.Bars($"{id}-{i}", $"{caption}. {heading}", axis, some)));

    private static XElement? Activities(EditionResults results)
    {
        var heading = Say("Aktivitet för aktivitet", "Activity by activity");
        var all = results.Activities.Select(activity => (
            Name: activity.Facts.Title.In(Languages.Current),
            Figures: Figures.Of(results.Of(Group.Of(new ActivityId(activity.Id))), results.Asked))).ToList();
        var shown = all.Where(each => !each.Figures.Suppressed).Select(each => new Bar(each.Name, each.Figures.Intervals?.Nki)).ToList();
        return all.Count == 0 ? null : Element("section", Class("new"), With("aria-labelledby", "activities"),
            Element("h2", With("id", "activities"), heading),
            Element("div", Class("charts"), Charts("activities-nki", MeasureName("nki"), heading, Axis.Index, shown)),
            FiguresTable(heading, all));
    }

    private static XElement Method() => Element("section", With("aria-labelledby", "method"),
        Element("h2", With("id", "method"), Say("Så är det räknat", "How we calculate it")),
        Element("p", Class("note"), Say(
            "NKI: medelvärdet av tre frågor på skalan 1–10, (medelvärde − 1) × 100 / 9, med lika vikter – en förenkling av det nationella indexets skattade vikter. NPS: andelen 9–10 minus andelen 0–6. Företagsklimatet: medelvärdet på skalan 1–6.",
            "NKI: the mean of three questions on a scale of 1–10, (mean − 1) × 100 / 9, equally weighted – an approximation of the national index's estimated weights. NPS: the share of 9–10 minus the share of 0–6. Business climate: the mean on a scale of 1–6.")),
        Element("p", Class("note"), Say(
            "Intervallen är 95-procentiga konfidensintervall efter t-fördelningen, med ändlighetskorrektion för dem som var inbjudna. NKI:s intervall är en övre gräns: hur svaren på de tre frågorna hänger ihop vet ingen. Svarsfrekvensen har inget: alla som var inbjudna är kända.",
            "The intervals are 95% confidence intervals based on Student's t, with the finite population correction for those invited. The interval for NKI is an upper bound: nobody knows how the answers to its three questions are related. The response rate has no interval: everybody who was invited is known.")));
}
