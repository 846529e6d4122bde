using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.ServiceDefaults.RevokedAccess;

/// <summary>The service remembers what was revoked, for its instances that start later or did not hear of it.</summary>
public sealed class RememberRevocations(IDocumentSession session, Revocations revocations) : IConsumer<AccessRevoked>
{
    public async Task Consume(ConsumeContext<AccessRevoked> context)
    {
        var revocation = Revocation.Of(context.Message);
        revocations.Add(revocation);

        // Of two at once about one subject neither is lost.
        await session.HoldOneAsync($"revocation {revocation.Id}", context.CancellationToken);
        var known = await session.LoadAsync<Revocation>(revocation.Id, context.CancellationToken);
        session.Store(known is null ? revocation : known.And(revocation));
    }
}
