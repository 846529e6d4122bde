using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.Notifications.Requesting;
using Marten;
using Marten.Linq.MatchesSql;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// A release changed the programme: each person gets one message with all that changed for them. For those who want
/// to hear of changes once a day it is kept until then.
/// </summary>
public sealed class OnProgrammeReleased(
    IDocumentSession session, KnownFacts facts, Activities activities, NotificationRequests notifications, TimeProvider clock) : IConsumer<ProgrammeReleased>
{
    public async Task Consume(ConsumeContext<ProgrammeReleased> context)
    {
        var (release, cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldAsync([], [DigestJob.Lock], cancellationToken);

        // A cancellation has a message of its own, which says why: whoever waits for it must not be told without.
        var known = release.Changes.Where(change => change.Activity.Status != ActivityStatus.Cancelled);
        await activities.LearnAsync([.. known.Select(change => (change.Activity, (string?)null))], cancellationToken);

        var told = release.Changes.Where(ReleaseNotifications.ConcernsThoseRegistered).ToList();
        var ids = told.Select(change => change.Activity.Id.Value).ToArray();
        var registrations = await session.Query<KnownRegistration>()
            .Where(registration => registration.MatchesSql("d.activity_id = any(?)", ids) && registration.HasBegun && !registration.IsOver)
            .ToListAsync(cancellationToken);
        var people = registrations
            .Where(registration => registration.Recipient is not null)
            .GroupBy(registration => registration.Recipient!.ContactId)
            .ToList();
        await facts
            .Want<Preferences>(people.Select(person => person.Key.Value))
            .Want<KeptChanges>(people.Select(person => person.Key.Value))
            .FetchAsync(cancellationToken);
        var decisions = people
            .SelectMany(person => Tell(context.MessageId!.Value, release, told, person.Key, person.ToList()))
            .ToList();
        await notifications.RequestAsync(decisions, cancellationToken);
    }

    private IReadOnlyList<NotificationRequest> Tell(
        Guid decision, ProgrammeReleased release, IReadOnlyList<ProgrammeChange> changes, ContactId contact, IReadOnlyList<KnownRegistration> registrations)
    {
        var kept = facts.Find<KeptChanges>(contact.Value);
        var theirs = changes.Where(change => registrations.Any(registration => registration.ActivityId == change.Activity.Id)).ToList();
        var sorted = Digest.Sort(
            kept,
            facts.Find<Preferences>(contact.Value) is { Choice.ChangesDaily: true },
            contact,
            release,
            theirs,
            registrations,
            clock.GetUtcNow());
        if (sorted.Kept is { } keeps && keeps != kept)
        {
            facts.Learn(keeps);
            if (kept is null)
            {
                // Only once: a digest that is due just now must not be put off until tomorrow.
                session.ScheduleJob(DigestJob.Name, contact.Value, keeps.Until);
            }
        }

        return ReleaseNotifications.ByPerson(decision, release.EditionName, release.Note, sorted.Told, registrations);
    }
}
