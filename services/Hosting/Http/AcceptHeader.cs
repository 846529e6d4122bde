using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Hosting.Http;

/// <summary>Which of the formats that there are somebody likes best, by their <c>Accept</c> (RFC 9110, 12.5.1).</summary>
public static class AcceptHeader
{
    private const string Json = "json";

    /// <param name="formats">Media types; the first is what who says nothing gets, and who likes several as well.</param>
    /// <returns>Null where none is accepted.</returns>
    public static string? BestOf(StringValues accept, params IReadOnlyList<string> formats)
    {
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return formats[0];
        }

        var best = formats.Select(format => (Format: format, Liking: LikingOf(format, ranges))).MaxBy(each => each.Liking);
        return best.Liking.Quality > 0 ? best.Format : null;
    }

    /// <summary>The most exact range that a format is in says how much it is liked; of what is liked as much, what was named is meant.</summary>
    private static (double Quality, int Exactness) LikingOf(string format, IEnumerable<MediaTypeHeaderValue> ranges)
    {
        var type = new MediaTypeHeaderValue(format);
        return ranges
            .Select(range => (Quality: range.Quality ?? 1, Exactness: ExactnessOf(range, type)))
            .Where(each => each.Exactness >= 0)
            .OrderByDescending(each => each.Exactness)
            .ThenByDescending(each => each.Quality)
            .FirstOrDefault();
    }

    private static int ExactnessOf(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes ? 0
        : range.MatchesAllSubTypes ? (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase) ? 1 : -1)
        : range.MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase) || IsAlsoJson(range, type) ? 2
        : -1;

    /// <summary>Who takes problems or another kind of JSON takes JSON.</summary>
    private static bool IsAlsoJson(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        type.SubType.Equals(Json, StringComparison.OrdinalIgnoreCase) && range.Suffix.Equals(Json, StringComparison.OrdinalIgnoreCase);
}
