using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>A release changed the programme: each person gets one message with all that changed for them.</summary>
public sealed class OnProgrammeReleased(IDocumentSession session, Activities activities, Notices.Notices notices) : IConsumer<ProgrammeReleased>
{
    public async Task Consume(ConsumeContext<ProgrammeReleased> context)
    {
        var (release, cancellationToken) = (context.Message, context.CancellationToken);

        // A cancellation has a message of its own, which says why: whoever waits for it must not be told without.
        var known = release.Changes.Where(change => change.Activity.Status != ActivityStatus.Cancelled);
        await activities.LearnAsync([.. known.Select(change => (change.Activity, (string?)null))], cancellationToken);

        var told = release.Changes.Where(ReleaseNews.ConcernsThoseRegistered).ToList();
        var ids = told.Select(change => change.Activity.Id).ToArray();
        var registrations = await session.Query<KnownRegistration>()
            .Where(registration => registration.ActivityId.IsOneOf(ids) && registration.HasBegun && !registration.IsOver)
            .ToListAsync(cancellationToken);
        await notices.RequestAsync(ReleaseNews.ByPerson(context.MessageId!.Value, release, told, registrations), cancellationToken);
    }
}
