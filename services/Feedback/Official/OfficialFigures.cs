using System.Collections.Immutable;
using BusinessFocus.Domain.Decisions;
using UUIDNext;

namespace BusinessFocus.Feedback.Official;

/// <summary>All that others have published of one municipality, year after year. It is never reckoned with, only shown.</summary>
public sealed record OfficialFigures : IState<OfficialFigures>
{
    /// <summary>A century of all that is known here.</summary>
    public const int Most = 2_000;

    private static readonly Guid Streams = new("2e6a4e0b-7c0d-4f0b-9a50-3d7f8f1f6a92");

    public static OfficialFigures Initial { get; } = new();

    public Guid Id { get; set; }

    public string Municipality { get; init; } = "";

    /// <summary>By what each is a figure of.</summary>
    public ImmutableDictionary<string, OfficialFigure> Figures { get; init; } = ImmutableDictionary<string, OfficialFigure>.Empty;

    /// <summary>How often something was set or removed: the ETag.</summary>
    public long Version { get; init; }

    /// <summary>By publisher, measure and area, the oldest year first.</summary>
    public IEnumerable<OfficialFigure> InOrder => Figures.Values
        .OrderBy(figure => figure.Publisher, StringComparer.Ordinal)
        .ThenBy(figure => figure.Measure, StringComparer.Ordinal)
        .ThenBy(figure => figure.Area, StringComparer.Ordinal)
        .ThenBy(figure => figure.Year);

    public static Guid StreamOf(string municipality) => Uuid.NewNameBased(Streams, municipality);

    public OfficialFigures Evolve(object @event) => @event switch
    {
        OfficialFigureWasSet set => this with { Municipality = set.Municipality, Figures = Figures.SetItem(set.Figure.Key, set.Figure), Version = Version + 1 },
        OfficialFigureWasRemoved gone => this with { Figures = Figures.Remove(OfficialFigure.KeyOf(gone.Publisher, gone.Measure, gone.Area, gone.Year)), Version = Version + 1 },
        _ => this,
    };
}
