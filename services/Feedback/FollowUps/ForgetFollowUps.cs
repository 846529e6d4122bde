using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Of whose registration nothing is to be known any more: what is heard of it late is not stored.</summary>
/// <param name="Id">The registration's.</param>
public sealed record ForgottenRegistration(Guid Id)
{
    /// <summary>Held by who forgets any, and by who stores what is told of one from elsewhere: both are rare.</summary>
    public const string Lock = "forgotten registrations";
}

/// <summary>Whoever asked to be contacted is forgotten, in the caller's session. What was answered anonymously is nobody's, and stays.</summary>
public sealed class ForgetFollowUps(IDocumentSession session, IDocumentStore store, TimeProvider clock)
{
    public static Decision Decide(FollowUp followUp, DateTimeOffset now) =>
        followUp.Exists && !followUp.IsForgotten ? Decision.Of(new FollowUpForgotten(now)) : Decision.Nothing;

    public async Task ForgetAsync(IReadOnlyList<RegistrationId> registrations, CancellationToken cancellationToken)
    {
        var ids = registrations.ToArray();

        // A case that an officer opened can be told later than this.
        await session.HoldOneAsync(ForgottenRegistration.Lock, cancellationToken);
        session.Store(ids.Select(id => new ForgottenRegistration(id.Value)).ToArray());
        await ForgetAsync(
            await session.Query<FollowUp>().Where(followUp => followUp.RegistrationId.IsOneOf(ids)).ToListAsync(cancellationToken), cancellationToken);
    }

    public async Task ForgetAsync(IReadOnlyList<FollowUp> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return;
        }

        foreach (var followUp in found)
        {
            var stream = await session.Events.FetchForWriting<FollowUp>(followUp.Id, cancellationToken);
            stream.AppendMany(Decide(stream.Aggregate!, clock.GetUtcNow()).Events);
        }

        await store.MaskAsync(found.Select(followUp => followUp.Id), cancellationToken);
    }
}
