using BusinessFocus.Contracts;
using JasperFx.Events;
using Marten;

namespace BusinessFocus.Scheduling.Editions;

public static class EditionLock
{
    /// <summary>
    /// Holds the edition until the session commits or is disposed of: whatever is planned, released or cancelled in
    /// one edition is decided one after the other, so what a decision has read cannot change under it.
    /// </summary>
    /// <returns>The edition's stream; null where there is no such edition.</returns>
    public static async Task<IEventStream<Edition>?> LockEditionAsync(
        this IDocumentSession session, EditionId id, CancellationToken cancellationToken)
    {
        var stream = await session.Events.FetchForExclusiveWriting<Edition>(id.Value, cancellationToken);
        return stream.Aggregate is null ? null : stream;
    }
}
