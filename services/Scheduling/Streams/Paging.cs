using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Scheduling.Streams;

public static class Paging
{
    /// <summary>One more than the page holds, in the order of their ids, which is the order in which they were made.</summary>
    public static Task<IReadOnlyList<T>> PageAsync<T>(this IQueryable<T> all, PageQuery page, CancellationToken cancellationToken)
        where T : class, IState<T>
    {
        var after = page.KeyAs<Guid>() ?? Guid.Empty;
        return all.Where(each => each.MatchesSql("d.id > ?", after)).OrderBy(each => each.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
    }
}
