using Marten;

namespace BusinessFocus.ServiceDefaults.Store;

public static class Masking
{
    /// <summary>
    /// Rewrites what was stored of these streams by the store's masking rules, in a transaction of its own; masking twice masks
    /// nothing more.
    /// </summary>
    public static Task MaskAsync(this IDocumentStore store, IEnumerable<Guid> streams, CancellationToken cancellationToken) =>
        store.Advanced.ApplyEventDataMasking(
            masking =>
            {
                foreach (var id in streams)
                {
                    masking.IncludeStream(id);
                }
            },
            cancellationToken);

    /// <summary>The same for what happened in a stream before a version: what came with it stays.</summary>
    public static Task MaskBeforeAsync(this IDocumentStore store, Guid stream, long version, CancellationToken cancellationToken) =>
        store.Advanced.ApplyEventDataMasking(masking => masking.IncludeStream(stream, @event => @event.Version < version), cancellationToken);
}
