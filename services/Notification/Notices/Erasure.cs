using BusinessFocus.Contracts;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Writing;
using BusinessFocus.ServiceDefaults.Decisions;
using Marten;

namespace BusinessFocus.Notification.Notices;

/// <summary>Masks a person in their notices, in the caller's session; what was not sent yet never is.</summary>
public sealed class Erasure(IDocumentSession session, IDocumentStore store, TimeProvider clock)
{
    public static Decision Decide(Notice notice, DateTimeOffset now) => notice switch
    {
        { IsErased: true } => Decision.Nothing,
        { IsFinal: true } => Decision.Of(new RecipientErased(now)),
        _ => Decision.Of(new Suppressed(SuppressedBecause.Erased, now), new RecipientErased(now)),
    };

    public async Task EraseAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var notices = await session.Query<Notice>()
            .Where(notice => notice.ContactId == contact)
            .Select(notice => notice.Id)
            .ToListAsync(cancellationToken);
        if (notices.Count == 0)
        {
            return;
        }

        foreach (var id in notices)
        {
            var stream = await session.Events.FetchForWriting<Notice>(id, cancellationToken);
            stream.AppendMany(Decide(stream.Aggregate!, clock.GetUtcNow()).Events);
            session.Delete<Letter>(id);
        }

        session.Dequeue(notices);

        // Rewrites what was stored before, in a transaction of its own; masking twice masks nothing more.
        await store.Advanced.ApplyEventDataMasking(
            masking =>
            {
                foreach (var id in notices)
                {
                    masking.IncludeStream(id);
                }
            },
            cancellationToken);
    }
}
