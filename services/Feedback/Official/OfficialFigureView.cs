using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Feedback.Official;

/// <summary>What somebody else published of a municipality, with what it is called.</summary>
/// <param name="Publisher">Who: svenskt-naringsliv, skr, or another one's key.</param>
/// <param name="PublisherName">What the publisher is called, in the asker's language; its key where it is not known here.</param>
/// <param name="Measure">What: ranking or judgement of Svenskt Näringsliv, nki or nui of SKR, or another one's key.</param>
/// <param name="MeasureName">What the measure is called, in the asker's language; its key where it is not known here.</param>
/// <param name="Area">Of what: an authority area of Insikt such as bygglov, or total.</param>
/// <param name="AreaName">What the area is called, in the asker's language; its key where it is not known here.</param>
/// <param name="Year">The year that the publisher gives it.</param>
/// <param name="Value">On the scale, two decimals at most.</param>
/// <param name="Scale">Where the measure's scale begins and ends.</param>
/// <param name="Source">Where it stands: a web address, or what it was read in.</param>
/// <param name="PublishedOn">ISO 8601 date; left out where nobody said it.</param>
public sealed record OfficialFigureView(
    string Publisher,
    string PublisherName,
    string Measure,
    string MeasureName,
    string Area,
    string AreaName,
    int Year,
    double Value,
    OfficialScale Scale,
    string Source,
    DateOnly? PublishedOn)
{
    public static OfficialFigureView Of(OfficialFigure figure)
    {
        var known = KnownMeasures.Find(figure.Publisher, figure.Measure);
        return new OfficialFigureView(
            figure.Publisher,
            known?.PublisherName.In(Languages.Current) ?? figure.Publisher,
            figure.Measure,
            known?.Name.In(Languages.Current) ?? figure.Measure,
            figure.Area,
            known?.Areas.GetValueOrDefault(figure.Area)?.In(Languages.Current) ?? figure.Area,
            figure.Year,
            figure.Value,
            new OfficialScale(figure.Least, figure.Most),
            figure.Source,
            figure.PublishedOn);
    }
}

/// <summary>Where a measure's scale begins and ends.</summary>
/// <param name="Least">The least value that a figure can have; −1,000,000 at least.</param>
/// <param name="Most">The greatest value that a figure can have, more than the least; 1,000,000 at most.</param>
public sealed record OfficialScale(double Least, double Most);
