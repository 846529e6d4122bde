using System.Globalization;
using System.Linq.Expressions;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>Where a page of a list ends that is sorted by a time, and by an id where times are equal.</summary>
public static class MomentCursor
{
    public static string Of(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{id}";

    /// <summary>Of what is found the newest first, from where the page before ended.</summary>
    /// <param name="column">Of the time in the store.</param>
    public static async Task<Page<T>> NewestFirstAsync<T>(
        this IQueryable<T> found,
        PageQuery page,
        string column,
        Expression<Func<T, DateTimeOffset>> at,
        Expression<Func<T, Guid>> id,
        CancellationToken cancellationToken)
        where T : class
    {
        if (page.Key is { } key)
        {
            var (lastAt, lastId) = Read(key);
            var before = $"(d.{column}, d.id) < (?, ?)";
            found = found.Where(each => each.MatchesSql(before, lastAt, lastId));
        }

        var items = await found.OrderByDescending(at).ThenByDescending(id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var (atOf, idOf) = (at.Compile(), id.Compile());
        return page.Of(items, last => Of(atOf(last), idOf(last)));
    }

    /// <exception cref="FieldException">It is a cursor of another list: 400.</exception>
    public static (DateTimeOffset At, Guid Id) Read(string key)
    {
        var parts = key.Split(':');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParse(parts[1], out var id))
        {
            throw PageQuery.NoCursor();
        }

        return (new DateTimeOffset(ticks, TimeSpan.Zero), id);
    }
}
