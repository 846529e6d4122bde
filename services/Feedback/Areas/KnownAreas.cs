using BusinessFocus.Contracts;
using BusinessFocus.Domain.Topics;
using Marten;

namespace BusinessFocus.Feedback.Areas;

/// <summary>All areas as they are now, the business office first.</summary>
public sealed record KnownAreas(IReadOnlyList<Area> All)
{
    public static KnownAreas Of(IEnumerable<Area> set)
    {
        var all = set.OrderBy(area => area.Key, StringComparer.Ordinal).ToLookup(area => area.Key == Area.BusinessOffice);
        return new([all[true].SingleOrDefault() ?? Area.Initial, .. all[false]]);
    }

    public static async Task<KnownAreas> ReadAsync(IQuerySession reads, CancellationToken cancellationToken) =>
        Of(await reads.Query<Area>().ToListAsync(cancellationToken));

    /// <summary>Null where there is none of that name.</summary>
    public Area? Find(string key) => All.FirstOrDefault(area => area.Key == TopicNames.Of(key));

    /// <summary>Who answers a question about this: the business office where nobody else does.</summary>
    public Area For(string? topic) => (topic is null ? null : Find(topic)) ?? All[0];

    /// <summary>The keys of the areas whose cases this host sees.</summary>
    public IReadOnlyList<string> OfHost(HostId host) => [.. All.Where(area => area.Hosts.Contains(host)).Select(area => area.Key)];
}
