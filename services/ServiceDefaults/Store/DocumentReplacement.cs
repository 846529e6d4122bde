using Marten;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Optimistic concurrency of a document: what was decided on what somebody else has changed meanwhile is refused in the commit.</summary>
/// <remarks>
/// Marten checks less than it looks like. Without <c>UseOptimisticConcurrency</c> the last one wins in silence, and where a document was deleted meanwhile
/// <c>Store</c> brings it back. Here both are refused, also for a kind of document that is not set up for it.
/// </remarks>
public static class DocumentReplacement
{
    /// <param name="before">As this session has read it; null where there was none.</param>
    /// <exception cref="InvalidOperationException">The check would not be made.</exception>
    public static void Replace<T>(this IDocumentSession session, T? before, T after) where T : class
    {
        if (!session.DocumentStore.Options.FindOrResolveDocumentType(typeof(T)).UseOptimisticConcurrency)
        {
            throw new InvalidOperationException($"{typeof(T)} is stored without optimistic concurrency: the second of two writes would win.");
        }

        if (before is null)
        {
            session.Insert(after);
            return;
        }

        if (session.VersionFor(before) is null)
        {
            throw new InvalidOperationException($"This session has not read the {typeof(T)} that it replaces.");
        }

        session.Update(after);
    }
}
