using System.Globalization;
using System.Linq.Expressions;
using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notification.Notices;

/// <summary>Where a page of a list ends that is sorted by a time, and by an id where times are equal.</summary>
public static class MomentCursor
{
    public static string Of(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{id}";

    /// <summary>Of what is found the newest first, from where the page before ended.</summary>
    /// <param name="column">Of the time in the store.</param>
    /// <returns>Null where the page's cursor is none: see <see cref="Invalid"/>.</returns>
    public static async Task<Page<T>?> NewestFirstAsync<T>(
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
            if (!TryRead(key, out var lastAt, out var lastId))
            {
                return null;
            }

            var before = $"(d.{column}, d.id) < (?, ?)";
            found = found.Where(each => each.MatchesSql(before, lastAt, lastId));
        }

        var items = await found.OrderByDescending(at).ThenByDescending(id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var (atOf, idOf) = (at.Compile(), id.Compile());
        return page.Of(items, last => Of(atOf(last), idOf(last)));
    }

    public static ProblemHttpResult Invalid() => Problems.Invalid("after", "Ingen markör från en tidigare sida.", "Not a cursor of an earlier page.");

    public static bool TryRead(string key, out DateTimeOffset at, out Guid id)
    {
        at = default;
        id = default;
        var parts = key.Split(':');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParse(parts[1], out id))
        {
            return false;
        }

        at = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
