using System.Linq.Expressions;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Reads a page of what is found in the store.</summary>
public static class Paging
{
    /// <summary>One more than the page holds, in the order of their ids, which is the order in which they were made.</summary>
    public static Task<IReadOnlyList<T>> PageAsync<T>(this IQueryable<T> all, PageQuery page, CancellationToken cancellationToken)
        where T : class, IState<T>
    {
        var after = page.KeyAs<Guid>() ?? Guid.Empty;
        return all.Where(each => each.MatchesSql("d.id > ?", after)).OrderBy(each => each.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
    }

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
            var (lastAt, lastId) = MomentCursor.Read(key);
            var before = $"(d.{column}, d.id) < (?, ?)";
            found = found.Where(each => each.MatchesSql(before, lastAt, lastId));
        }

        var items = await found.OrderByDescending(at).ThenByDescending(id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var (atOf, idOf) = (at.Compile(), id.Compile());
        return page.Of(items, last => MomentCursor.Of(atOf(last), idOf(last)));
    }
}
