using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Invitations;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using Marten.Linq.MatchesSql;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// An association invites members: each gets one letter of the invitation, however often and in how many pages they are told of. Who asked to be
/// forgotten gets none, nor does whom another association has just invited to the same.
/// </summary>
public sealed class OnMembersInvited(IDocumentSession session, NotificationRequests notifications, TimeProvider clock) : IConsumer<MembersInvited>
{
    public async Task Consume(ConsumeContext<MembersInvited> context)
    {
        var (invited, cancellationToken) = (context.Message, context.CancellationToken);
        var people = invited.Members.Select(member => member.ContactId.Value).ToArray();

        // One invitation after the other, where two have a member in common; and nobody is forgotten meanwhile.
        await session.HoldAsync([], people, cancellationToken);
        var forgotten = (await session.LoadManyAsync<ForgottenSubject>(cancellationToken, people))
            .Where(subject => subject.Covers(invited.At))
            .Select(subject => subject.Id)
            .ToHashSet();
        var since = clock.GetUtcNow() - InviteOnce.Lately;
        var lately = await session.Query<Notification>()
            .Where(notification => notification.Kind == NotificationKind.MemberInvitation
                && notification.RequestedAt > since
                && notification.State != NotificationState.Suppressed
                && notification.MatchesSql("d.contact_id = any(?)", people))
            .ToListAsync(cancellationToken);
        await notifications.RequestAsync(InviteOnce.Decide(invited, forgotten, lately), cancellationToken);
    }
}
