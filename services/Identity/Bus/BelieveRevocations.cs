using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events;
using Marten;
using Marten.Services;

namespace BusinessFocus.Identity.Bus;

/// <summary>
/// What Identity itself takes back it does not believe any more when the act is done, whether or not the broker is there to tell the others:
/// the revocation is stored in the commit of its event, for the other instances too. Else who was locked out could make a client or an account
/// meanwhile, and stay.
/// </summary>
public sealed class BelieveRevocations(Revocations revocations) : DocumentSessionListenerBase
{
    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var revocation in In(session.PendingChanges.Streams().SelectMany(stream => stream.Events)))
        {
            // As RememberRevocations does: of two at once about one subject neither is lost.
            await session.HoldOneAsync($"revocation {revocation.Id}", token);
            var known = await session.LoadAsync<Revocation>(revocation.Id, token);
            session.Store(known is null ? revocation : known.And(revocation));
        }
    }

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var revocation in In(commit.GetEvents()))
        {
            revocations.Add(revocation);
        }

        return Task.CompletedTask;
    }

    /// <summary>One for each subject, always in the same order, in which they are held.</summary>
    public static IReadOnlyList<Revocation> In(IEnumerable<IEvent> events) =>
    [
        .. Publishes.Map.From([.. events]).Select(publication => publication.Message).OfType<AccessRevoked>()
            .Select(Revocation.Of)
            .GroupBy(revocation => revocation.Id)
            .Select(same => same.Aggregate((one, other) => one.And(other)))
            .OrderBy(revocation => revocation.Id, StringComparer.Ordinal),
    ];
}
