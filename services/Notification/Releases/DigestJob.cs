using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Releases;

/// <summary>It is time to tell somebody what changed since the last digest.</summary>
public sealed class DigestJob(IDocumentSession session, KnownFacts facts, NotificationRequests notifications) : IScheduledJob
{
    /// <summary>The due date's; its subject is the contact.</summary>
    public const string Name = "digest";

    /// <summary>Held shared while a digest is told, and alone while a release adds to what is kept: before all other locks.</summary>
    public static readonly Guid Lock = new("b0a4d9a2-6a53-4b0e-8a63-3f0b6f4f1d57");

    public string Kind => Name;

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        await session.HoldAsync([Lock], [], cancellationToken);
        if (await session.LoadAsync<KeptChanges>(job.Subject, cancellationToken) is { } kept)
        {
            await NotifyAsync(kept, cancellationToken);
            session.Delete(kept);
        }

        return null;
    }

    private async Task NotifyAsync(KeptChanges kept, CancellationToken cancellationToken)
    {
        var contact = new ContactId(kept.Id);
        var activities = kept.Changes.Select(change => change.ActivityId).ToList();
        var registrations = kept.Changes.SelectMany(change => change.Registrations).Select(registration => registration.Value).ToList();
        await session.HoldAsync(
            [.. activities.Select(activity => activity.Value), .. registrations],
            activities.Select(activity => NotificationIds.Thread(contact, activity)),
            cancellationToken);
        await facts
            .Want<KnownActivity>(activities.Select(activity => activity.Value))
            .Want<KnownRegistration>(registrations)
            .FetchAsync(cancellationToken);
        var digest = Digest.Tell(
            kept,
            activities.ToDictionary(activity => activity, activity => facts.Find<KnownActivity>(activity.Value)!),
            [.. registrations.Select(facts.Find<KnownRegistration>).OfType<KnownRegistration>()]);
        await notifications.RequestAsync(digest, cancellationToken);
    }
}
