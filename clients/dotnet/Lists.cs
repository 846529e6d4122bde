using System.Runtime.CompilerServices;

namespace BusinessFocus.Client;

/// <summary>Lists that come in pages.</summary>
public static class Lists
{
    /// <summary>One entry after the other; the next page is read when it is wanted.</summary>
    /// <param name="read">Reads the page after a cursor; null is the first.</param>
    /// <param name="page">What the page has, and the cursor of the next one.</param>
    public static async IAsyncEnumerable<TItem> AllAsync<TPage, TItem>(
        Func<string?, CancellationToken, Task<TPage?>> read,
        Func<TPage, (IEnumerable<TItem>? Items, string? Next)> page,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TPage : class
    {
        string? after = null;
        do
        {
            var (items, next) = await read(after, cancellationToken).ConfigureAwait(false) is { } found ? page(found) : (null, null);
            foreach (var item in items ?? [])
            {
                yield return item;
            }

            after = next;
        }
        while (after is not null);
    }
}
