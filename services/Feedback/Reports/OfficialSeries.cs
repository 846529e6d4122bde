using BusinessFocus.Feedback.Official;

namespace BusinessFocus.Feedback.Reports;

/// <summary>
/// One measure that somebody else publishes of the municipality, year by year, beside the edition's own measure that asks the nearest
/// thing. They ask other people, otherwise and at another time: neither is reckoned into the other.
/// </summary>
/// <param name="Publisher">Who publishes it: svenskt-naringsliv, skr, or another one's key.</param>
/// <param name="PublisherName">What the publisher is called, in the asker's language.</param>
/// <param name="Measure">What it is: ranking, judgement, nki, nui, or another one's key.</param>
/// <param name="MeasureName">What the measure is called, in the asker's language.</param>
/// <param name="Area">Of what: an authority area of Insikt such as bygglov, or total.</param>
/// <param name="AreaName">What the area is called, in the asker's language.</param>
/// <param name="Scale">Where its scale begins and ends.</param>
/// <param name="Years">The oldest first.</param>
/// <param name="Own">The edition's own measure that asks the nearest thing; left out where it has none.</param>
public sealed record OfficialSeries(
    string Publisher,
    string PublisherName,
    string Measure,
    string MeasureName,
    string Area,
    string AreaName,
    OfficialScale Scale,
    IReadOnlyList<OfficialYear> Years,
    OwnMeasure? Own)
{
    public static IReadOnlyList<OfficialSeries> Of(EditionResults results) => results.Official.InOrder
        .Select(OfficialFigureView.Of)
        .GroupBy(figure => (figure.Publisher, figure.Measure, figure.Area, figure.Scale))
        .Select(series =>
        {
            var first = series.First();
            return new OfficialSeries(
                first.Publisher,
                first.PublisherName,
                first.Measure,
                first.MeasureName,
                first.Area,
                first.AreaName,
                first.Scale,
                series.Select(figure => new OfficialYear(figure.Year, figure.Value, figure.Source, figure.PublishedOn)).ToList(),
                OwnMeasure.Beside(first.Publisher, first.Measure, first.Area, results));
        })
        .ToList();
}

/// <summary>What was published for a year.</summary>
/// <param name="Year">The year that the publisher gives it.</param>
/// <param name="Value">On the series' scale.</param>
/// <param name="Source">Where it stands: a web address, or what it was read in.</param>
/// <param name="PublishedOn">ISO 8601 date; left out where nobody said it.</param>
public sealed record OfficialYear(int Year, double Value, string Source, DateOnly? PublishedOn);
