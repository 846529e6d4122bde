using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using UUIDNext;

namespace BusinessFocus.Notifications.Agendas;

/// <summary>It is time to tell a host what a day changed of their conversations. Whose address is gone by then, or who wants to hear nothing, is told nothing.</summary>
public sealed class HostDigestJob(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock) : IScheduledJob
{
    /// <summary>The due date's; its subject is the host.</summary>
    public const string Name = "host-digest";

    public string Kind => Name;

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        await session.HoldAsync([job.Subject], [KeptHostNews.LockOf(job.Subject)], cancellationToken);
        await facts.Want<KeptHostNews>(job.Subject).Want<KnownHost>(job.Subject).FetchAsync(cancellationToken);
        if (facts.Find<KeptHostNews>(job.Subject) is { } kept)
        {
            if (facts.Find<KnownHost>(job.Subject) is { Email: not null, ContactId: not null, News: not HostNews.None } host)
            {
                await TellAsync(kept, host, cancellationToken);
            }

            session.Delete(kept);
        }

        return null;
    }

    private async Task TellAsync(KeptHostNews kept, KnownHost host, CancellationToken cancellationToken)
    {
        var contact = host.ContactId!.Value;
        var own = await session.ConversationsOfAsync(kept.Id, cancellationToken);
        Guid[] ids = [.. own.Select(known => known.Id).Union(kept.Conversations.Select(each => each.ActivityId.Value))];

        // What changes one of them meanwhile waits, and is kept for the next.
        await session.HoldAsync([.. ids, contact.Value], ids.Select(id => NotificationIds.Thread(contact, new(id))), cancellationToken);
        await facts.Want<KnownActivity>(ids).FetchAsync(cancellationToken);
        var day = HostDigest.Decide(
            kept,
            [.. ids.Select(facts.Find<KnownActivity>).OfType<KnownActivity>()],
            await session.BookedAsync(ids, cancellationToken),
            clock.GetUtcNow());
        if (day is not null)
        {
            await notifications.RequestAsync(
                [new NotificationRequest(
                    Uuid.NewNameBased(kept.Id, $"{kept.Until:O}"),
                    new Recipient(contact, "", host.Email!, host.Language),
                    new HostDigestContent(day),
                    Registration: null)],
                cancellationToken);
        }
    }
}
