using System.Text;
using System.Xml.Linq;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.ServiceDefaults.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using static BusinessFocus.Feedback.Reports.Page.Html;
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
                        "What those who came thought. Under each bar lies its 95 % confidence interval; figures in italics come from fewer than thirty answers. Nothing is shown that comes from fewer than seven answers, or that would let somebody reckon it.")),
                    Element("p", Class("screen"), Element("a", With("href", "?format=csv"), Say("Alla siffror som tabell (CSV)", "All figures as a table (CSV)"))),
                    Key(total),
                    before is null ? null : Compared(results, before),
                    Groups("kinds", Say("Efter typ av aktivitet", "By kind of activity"), results, results.Kinds.Select(kind => new Group(Dimension.Kind, $"{kind}"))),
                    Groups("membership", Say("Medlemmar och övriga", "Members and others"), results, GroupsOf(results, Dimension.Membership)),
                    Groups("sizes", Say("Efter företagets storlek", "By size of company"), results,
                        GroupsOf(results, Dimension.CompanySize).OrderBy(group => Enum.TryParse<CompanySize>(group.Value, out var size) ? size : default)),
                    Groups("topics", Say("Efter ämne", "By topic"), results, GroupsOf(results, Dimension.Topic)),
                    Groups("hosts", Say("Efter värdorganisation", "By hosting organisation"), results, GroupsOf(results, Dimension.Hosts)),
                    Questions(results, total),
                    Knowledge(results),
                    Activities(results),
                    FollowUps(results.FollowUps),
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

    private static XElement FiguresTable(string caption, IEnumerable<(string Name, Figures Figures)> all) => Table(
        caption,
        [
            Say("Grupp", "Group"), Say("Inbjudna", "Invited"), Say("Räknade svar", "Answers counted"), Say("Svarsfrekvens, %", "Response rate, %"),
            "NKI", Say("95 %-intervall", "95 % interval"), "NPS", Say("95 %-intervall", "95 % interval"), Say("Klimat", "Climate"), Say("95 %-intervall", "95 % interval"),
        ],
        all.Select(each => (IReadOnlyList<object?>)
        [
            each.Name,
            Figure(each.Figures.Invited),
            each.Figures.Suppressed ? Say("visas inte", "not shown") : Figure(each.Figures.Answered),
            Figure(each.Figures.ResponseRate, 1),
            .. Cells(each.Figures.Intervals?.Nki, 1),
            .. Cells(each.Figures.Intervals?.Nps, 1),
            .. Cells(each.Figures.Intervals?.Climate, 2),
        ]));

    private static IReadOnlyList<object?> Cells(Estimate? estimate, int decimals) => estimate is null
        ? [NotShown, NotShown]
        : [estimate.IsUncertain ? Element("i", Figure(estimate.Value, decimals)) : Figure(estimate.Value, decimals), Interval(estimate.Low, estimate.High, decimals)];

    private static XElement? Questions(EditionResults results, Figures total) => total.Questions is not { Count: > 0 } questions ? null : Element(
        "section", Class("new"), With("aria-labelledby", "questions"),
        Element("h2", With("id", "questions"), Say("Frågorna", "The questions")),
        Element("div", Class("charts"), questions.Select((figures, i) =>
        {
            var question = results.Asked.First(each => each.Key == figures.Key);
            var text = question.Text.In(Languages.Current);
            return Element("figure",
                Element("figcaption", text),
                Chart.Distribution(
                    $"question-{i}",
                    text,
                    figures.Distribution.Select(answer => (
                        question.Type == QuestionType.Choice ? question.Options?.FirstOrDefault(option => option.Key == answer.Key)?.Text.In(Languages.Current) ?? answer.Key : answer.Key,
                        answer.Value)).ToList()));
        })),
        Table(
            Say("Frågorna i siffror", "The questions in figures"),
            [
                Say("Fråga", "Question"), Say("Svar", "Answers"), Say("Medelvärde", "Mean"), Say("95 %-intervall", "95 % interval"), Say("Fördelning", "Distribution"),
            ],
            questions.Select(figures => (IReadOnlyList<object?>)
            [
                results.Asked.First(each => each.Key == figures.Key).Text.In(Languages.Current),
                Figure(figures.N),
                .. Cells(figures.Mean, 2),
                string.Join(", ", figures.Distribution.Select(answer => $"{answer.Key}: {answer.Value}")),
            ]), "long"));

    private static XElement? Knowledge(EditionResults results)
    {
        var sides = results.Of(Dimension.Side).Select(result => (Name: Name(result.Group), Change: KnowledgeChange.Of(result.To(Questionnaire.Knowledge)))).ToList();
        return sides.Count == 0 ? null : Element("section", Class("new"), With("aria-labelledby", "knowledge"),
            Element("h2", With("id", "knowledge"), Say("Kunskap om varandra, före och efter", "Knowledge of each other, before and after")),
            Element("p", Say("Varje par är en persons svar före och efter, på en skala från 1 till 6; vems det är vet ingen.", "Each pair is one person's answers before and after, on a scale from 1 to 6; nobody knows whose.")),
            Element("div", Class("charts"), sides.Where(side => !side.Change.Suppressed).Select((side, i) => Element("figure",
                Element("figcaption", side.Name),
                Chart.Bars($"knowledge-{i}", Say($"Kunskap om varandra: {side.Name}", $"Knowledge of each other: {side.Name}"), Axis.Of(1, 6),
                [
                    new Bar(Say("Före", "Before"), new Estimate(side.Change.Pairs!.Value, side.Change.Before!.Value, null, null)),
                    new Bar(Say("Efter", "After"), new Estimate(side.Change.Pairs!.Value, side.Change.After!.Value, null, null), 1),
                ])))),
            Table(
                Say("Kunskap före och efter", "Knowledge before and after"),
                [
                    Say("Sida", "Side"), Say("Par", "Pairs"), Say("Före", "Before"), Say("Efter", "After"), Say("Förändring", "Change"), Say("95 %-intervall", "95 % interval"),
                    Say("Steg, %", "Rose, %"), Say("Samma, %", "Same, %"), Say("Sjönk, %", "Fell, %"),
                ],
                sides.Select(side => (IReadOnlyList<object?>)
                [
                    side.Name,
                    side.Change.Suppressed ? Say("visas inte", "not shown") : Figure(side.Change.Pairs),
                    Figure(side.Change.Before, 2),
                    Figure(side.Change.After, 2),
                    side.Change.Change is { } change ? Change(change.Value, 2) : NotShown,
                    Interval(side.Change.Change?.Low, side.Change.Change?.High, 2),
                    Figure(side.Change.Rose, 1),
                    Figure(side.Change.Same, 1),
                    Figure(side.Change.Fell, 1),
                ])));
    }

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

    private static XElement? FollowUps(EditionFollowUps followUps) => followUps.Total.Opened == 0 ? null : Element(
        "section", Class("new"), With("aria-labelledby", "follow-ups"),
        Element("h2", With("id", "follow-ups"), Say("De som ville bli kontaktade", "Those who wanted to be contacted")),
        Table(
            Say("Ärenden och svar", "Cases and answers"),
            [
                Say("Område", "Area"), Say("Ärenden", "Cases"), Say("Besvarade i tid", "Answered in time"), Say("Besvarade sent", "Answered late"),
                Say("Öppna", "Open"), Say("Försenade", "Overdue"), Say("I tid, %", "In time, %"),
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

    private static XElement Compared(EditionResults results, EditionResults before)
    {
        var comparison = Comparison.Of([before, results]);
        var heading = Say($"{before.Slug} och {results.Slug}", $"{before.Slug} and {results.Slug}");
        return Element("section", Class("new"), With("aria-labelledby", "compared"),
            Element("h2", With("id", "compared"), heading),
            Element("p", Say(
                "De frågor som båda upplagorna ställde. Att en skillnad är säkerställd betyder att dess 95-procentiga intervall (Welchs t-test) inte omfattar noll; av tjugo jämförelser är i snitt en det av en slump.",
                "The questions that both editions asked. A difference beyond chance is one whose 95 % interval (Welch's t-test) leaves out nought; of twenty comparisons one is so by chance.")),
            comparison.Rows.GroupBy(row => (row.Group, row.Name)).SelectMany((group, i) => OfGroup(group.Key.Group, group.Key.Name, group.ToList(), i)));

        IEnumerable<XElement> OfGroup(string dimension, string name, IReadOnlyList<ComparedRow> rows, int index)
        {
            var group = new Group(Enum.Parse<Dimension>(dimension, ignoreCase: true), name);
            var label = dimension == "kind" && Enum.TryParse<Contracts.Scheduling.ActivityKind>(name, ignoreCase: true, out var kind) ? Kind(kind) : Name(group);
            yield return Element("h3", label);
            yield return Element("div", Class("charts"), rows.Where(row => row.Answer is null).Select((row, i) => Element("figure",
                Element("figcaption", row.Text ?? MeasureName(row.Measure)),
                Chart.Bars(
                    $"compared-{index}-{i}",
                    $"{row.Text ?? MeasureName(row.Measure)}. {label}",
                    AxisOf(row),
                    row.Editions.Select((edition, pattern) => new Bar(edition.Slug, edition.Figure, 1 - pattern)).ToList()))));
            yield return Table(
                label,
                [Say("Mått", "Measure"), before.Slug, Say("95 %-intervall", "95 % interval"), results.Slug, Say("95 %-intervall", "95 % interval"), Say("Skillnad", "Difference"), Say("95 %-intervall", "95 % interval"), Say("Säkerställd", "Beyond chance")],
                rows.Select(row => (IReadOnlyList<object?>)
                [
                    (row.Text ?? MeasureName(row.Measure)) + (row.AnswerText is { } answer ? Say($" Svar: {answer}, procent", $" Answer: {answer}, percent") : ""),
                    .. row.Editions.SelectMany(edition => Cells(edition.Figure, row.Decimals)),
                    row.Editions[1].Difference is { } difference ? Change(difference.Value, row.Decimals) : NotShown,
                    Interval(row.Editions[1].Difference?.Low, row.Editions[1].Difference?.High, row.Decimals),
                    row.Editions[1].Difference?.IsBeyondChance switch { true => Say("ja", "yes"), false => Say("nej", "no"), null => NotShown },
                ]));
        }

        static Axis AxisOf(ComparedRow row) => row switch
        {
            { Measure: "nps" } => Axis.Promoters,
            { Type: QuestionType.OneToSix } => Axis.Of(1, 6),
            { Type: QuestionType.OneToTen } => Axis.Of(1, 10),
            { Type: QuestionType.Recommend } => Axis.Of(0, 10),
            _ => Axis.Index,
        };
    }

    private static XElement Method() => Element("section", With("aria-labelledby", "method"),
        Element("h2", With("id", "method"), Say("Så är det räknat", "How it is reckoned")),
        Element("p", Class("note"), Say(
            "NKI: medelvärdet av tre frågor på skalan 1–10, (medelvärde − 1) × 100 / 9, med lika vikter – en förenkling av det nationella indexets skattade vikter. NPS: andelen 9–10 minus andelen 0–6. Företagsklimatet: medelvärdet på skalan 1–6.",
            "NKI: the mean of three questions on 1–10, (mean − 1) × 100 / 9, equally weighted – an approximation of the national index's estimated weights. NPS: the share of 9–10 less that of 0–6. Business climate: the mean on 1–6.")),
        Element("p", Class("note"), Say(
            "Intervallen är 95-procentiga konfidensintervall efter t-fördelningen, med ändlighetskorrektion för dem som var inbjudna. NKI:s intervall är en övre gräns: hur svaren på de tre frågorna hänger ihop vet ingen. Svarsfrekvensen har inget: alla som var inbjudna är kända.",
            "The intervals are 95 % confidence intervals by Student's t, with the finite population correction for those invited. NKI's is an upper bound: nobody knows how the answers to its three questions go together. The response rate has none: all who were invited are known.")));

    /// <param name="rows">The first cell is the row's heading.</param>
    private static XElement Table(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows, string? names = null) =>
        // It can be wider than a phone: then it is moved by itself, with the keyboard too.
        Element("div", Class("table"), With("role", "region"), With("aria-label", Say($"Tabell: {caption}", $"Table: {caption}")), With("tabindex", "0"),
            Element("table", names is null ? null : Class(names),
                Element("caption", caption),
                Element("thead", Element("tr", headings.Select(heading => Element("th", With("scope", "col"), heading)))),
                Element("tbody", rows.Select(row => Element("tr", row.Select((cell, i) => i == 0 ? Element("th", With("scope", "row"), cell) : Element("td", cell)))))));
}
