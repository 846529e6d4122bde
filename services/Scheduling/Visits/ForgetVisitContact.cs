using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;
using Marten;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>Whoever asked for a company's visit is forgotten, in the caller's session; the visit that was agreed on stays.</summary>
public sealed class ForgetVisitContact(IDocumentSession session, IDocumentStore store, TimeProvider clock)
{
    public static Decision Decide(VisitRequest request, ContactId contact, DateTimeOffset now) =>
        request.Company?.ContactId == contact ? Decision.Of(new VisitContactForgotten(now)) : Decision.Nothing;

    public async Task ForgetAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var requests = await session.Query<VisitRequest>()
            .Where(request => request.Company!.ContactId == contact)
            .Select(request => request.Id)
            .ToListAsync(cancellationToken);
        if (requests.Count == 0)
        {
            return;
        }

        foreach (var id in requests)
        {
            var stream = await session.Events.FetchForWriting<VisitRequest>(id, cancellationToken);
            stream.AppendMany(Decide(stream.Aggregate!, contact, clock.GetUtcNow()).Events);
        }

        // Rewrites what was stored before, in a transaction of its own; masking twice masks nothing more.
        await store.Advanced.ApplyEventDataMasking(
            masking => requests.ToList().ForEach(id => masking.IncludeStream(id)), cancellationToken);
    }
}
