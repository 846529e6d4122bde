using System.Xml.Linq;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Hosting.Http;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>What others publish of the municipality, beside the edition's own measures, with where it stands.</summary>
public static class OfficialSection
{
    /// <summary>As many as fit on paper; the table of all figures has them all.</summary>
    private const int MostYears = 5;

    public static XElement? Of(EditionResults results)
    {
        var all = OfficialSeries.Of(results);
        if (all.Count == 0)
        {
            return null;
        }

        var years = all.SelectMany(series => series.Years).Select(each => each.Year).Distinct().OrderDescending().Take(MostYears).Order().ToList();
        return Element("section", Class("new"), With("aria-labelledby", "official"),
            Element("h2", With("id", "official"), Say("Officiella siffror bredvid upplagans", "Official figures next to the edition's")),
            Element("p", Say(
                "Vad andra har publicerat om kommunen. De har frågat andra, på annat sätt och vid en annan tid: siffrorna står bredvid varandra och räknas aldrig samman.",
                "What others have published about the municipality. They asked other people, in another way and at another time. The figures are shown next to each other and never combined.")),
            all.GroupBy(series => (series.Publisher, series.PublisherName)).Select(publisher => Table(
                publisher.Key.PublisherName,
                [
                    Say("Mått", "Measure"), Say("Skala", "Scale"), .. years.Select(year => $"{year}"),
                    Say("Upplagans eget mått", "The edition's own measure"), Say("Värde", "Value"), Say("95 %-intervall", "95% interval"),
                ],
                publisher.Select(series => (IReadOnlyList<object?>)
                [
                    $"{series.MeasureName}: {series.AreaName}",
                    $"{Plain(series.Scale.Least)}–{Plain(series.Scale.Most)}",
                    .. years.Select(year => series.Years.FirstOrDefault(each => each.Year == year) is { } published ? Plain(published.Value) : NotShown),
                    OwnName(series.Own),
                    .. Cells(series.Own?.Figure, series.Own?.Measure == Measure.Climate.Key ? 2 : 1),
                ]))),
            Element("h3", Say("Källor", "Sources")),
            Element("ul", all.SelectMany(series => series.Years.Where(each => years.Contains(each.Year)), (series, each) => (series.PublisherName, each.Source, each.Year))
                .GroupBy(each => (each.PublisherName, each.Source))
                .Select(source => Element("li",
                    $"{source.Key.PublisherName}, {string.Join(", ", source.Select(each => each.Year).Distinct().Order())}: ",
                    WebAddress.Is(source.Key.Source) ? Element("a", With("href", source.Key.Source), With("rel", "noreferrer"), source.Key.Source) : source.Key.Source))));
    }

    private static string OwnName(OwnMeasure? own) => own switch
    {
        null => NotShown,
        { Measure: var key } when key == Measure.Climate.Key => Say("Företagsklimatet, 1–6", "Business climate, 1–6"),
        { Measure: var key } when key != Measure.Nki.Key => Say("Insikts frågor, ställda här", "Insikt's questions, asked here"),
        { Name.Length: > 0 } => Say($"NKI, aktiviteter om {own.Name}", $"NKI, activities about {own.Name}"),
        _ => Say("NKI, alla aktiviteter", "NKI, all activities"),
    };

    /// <summary>With as many decimals as were published.</summary>
    private static string Plain(double value) => Figure(value, value == Math.Truncate(value) ? 0 : Math.Round(value, 1) == value ? 1 : 2);
}
