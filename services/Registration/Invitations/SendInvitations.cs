using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Invitations;

/// <summary>
/// Hands invitations to Notification, a page at a time, with the addresses that the list has then: they stand in no event. A page is forgotten when the
/// broker has confirmed it; after a crash in between it goes again, under the same id. Who has left the list or asked to be forgotten meanwhile is left out.
/// </summary>
public sealed partial class SendInvitations(
    ISessionFactory sessions, InvitationReader reader, ActivitySeatsCache cache, IBus bus, TimeProvider clock, ILogger<SendInvitations> log)
    : PollingService(clock, TimeSpan.FromSeconds(1))
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        var waiting = await reads.Query<InvitationPage>().OrderBy(page => page.Id).Select(page => page.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        await EachAsync(waiting, SendAsync, (failure, page) => LogSendingFailed(log, failure.GetType().Name, page), cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task SendAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        await session.HoldOneAsync($"invitation page {id}", cancellationToken);
        if (await session.LoadAsync<InvitationPage>(id, cancellationToken) is not { } page)
        {
            // Another instance was quicker.
            return;
        }

        var sent = (await session.LoadAsync<MemberInvitation>(page.Invitation, cancellationToken))!.Sent!;
        if (await MessageOfAsync(sent, page, session, cancellationToken) is { } message)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            await bus.Publish(message, context => context.MessageId = page.Id, limit.Token);
        }

        session.Delete(page);
        await session.SaveChangesAsync(cancellationToken);
    }

    /// <returns>Null where nobody is left, or what they were invited to is not to be any more.</returns>
    private async Task<MembersInvited?> MessageOfAsync(MembersWereInvited sent, InvitationPage page, IQuerySession reads, CancellationToken cancellationToken)
    {
        InvitedToActivity? activity = null;
        if (sent.ActivityId is { } id)
        {
            var facts = (await cache.ReadAsync(reads, id.Value, cancellationToken)).Seats.Facts;
            if (facts is not { Phase: ActivityPhase.Open, Details: { } details } || facts.StartsAt <= Clock.GetUtcNow())
            {
                return null;
            }

            activity = new InvitedToActivity(id, details.Title, facts.StartsAt, facts.EndsAt, details.Place, details.Attendance);
        }

        var members = (await reader.MembersAsync(sent.Association, page.Companies, cancellationToken))
            .Select(member => new InvitedMember(ContactIds.Of(member.Email!), member.Email!, member.Name, member.Language))
            .DistinctBy(member => member.ContactId)
            .ToList();
        return members.Count == 0
            ? null
            : new MembersInvited(sent.InvitationId, sent.Association, sent.From, sent.EditionId, activity, sent.Text, members, sent.At);
    }

    [LoggerMessage(LogLevel.Error, "Invitations that are to be sent could not be looked for; they are looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A page of an invitation could not be handed to the bus ({Reason}); it is tried again: {Page}")]
    private static partial void LogSendingFailed(ILogger logger, string reason, Guid page);
}
