using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Privacy;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>Whoever asked for a company's visit is forgotten, in the caller's session; the visit that was agreed on stays.</summary>
public sealed class ForgetVisitContact(IDocumentSession session, IDocumentStore store, TimeProvider clock)
{
    public static Decision Decide(VisitRequest request, DateTimeOffset now) =>
        request.Company is { IsForgotten: false } ? Decision.Of(new VisitContactForgotten(now)) : Decision.Nothing;

    /// <summary>One person, who may have been stored under another spelling of the address too.</summary>
    public async Task ForgetAsync(ContactId contact, CancellationToken cancellationToken)
    {
        foreach (var each in await FormerContacts.AllOfAsync(session, [contact], cancellationToken))
        {
            await ForgetAsync(session.Query<VisitRequest>().Where(request => request.Company!.ContactId == each), cancellationToken);
        }
    }

    /// <summary>Everybody who asked for a visit in an edition.</summary>
    public Task ForgetAsync(EditionId edition, CancellationToken cancellationToken) =>
        ForgetAsync(session.Query<VisitRequest>().Where(request => request.EditionId == edition && request.Company!.Email != ""), cancellationToken);

    private async Task ForgetAsync(IQueryable<VisitRequest> which, CancellationToken cancellationToken)
    {
        var requests = await which.Select(request => request.Id).ToListAsync(cancellationToken);
        if (requests.Count == 0)
        {
            return;
        }

        foreach (var id in requests)
        {
            var stream = await session.Events.FetchForWriting<VisitRequest>(id, cancellationToken);
            stream.AppendMany(Decide(stream.Aggregate!, clock.GetUtcNow()).Events);
        }

        await store.MaskAsync(requests, cancellationToken);
    }
}
