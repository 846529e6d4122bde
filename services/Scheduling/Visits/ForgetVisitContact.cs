using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Store;
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

        await store.MaskAsync(requests, cancellationToken);
    }
}
