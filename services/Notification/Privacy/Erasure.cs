using System.Linq.Expressions;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.Privacy;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Notifications.Privacy;

/// <summary>
/// Masks people in what is known of them and in their notifications, in the caller's session; what was not sent yet never is. What else
/// there is of them is erased by the folders that keep it.
/// </summary>
public sealed class Erasure(
    IDocumentSession session,
    IDocumentStore store,
    KnownFacts facts,
    IEnumerable<IErasesRecipients> ofRecipients,
    IEnumerable<IErasesNotifications> ofNotifications,
    TimeProvider clock)
{
    public static Decision Decide(Notification notification, DateTimeOffset now) => notification switch
    {
        { IsErased: true } => Decision.Nothing,
        { IsFinal: true } => Decision.Of(new RecipientErased(now)),
        _ => Decision.Of(new Suppressed(SuppressedBecause.Erased, now), new RecipientErased(now)),
    };

    /// <summary>One person, in all that they had and wanted; they may have been stored under another spelling of the address too.</summary>
    public async Task EraseAsync(
        ContactId contact, IReadOnlyList<RegistrationId> registrations, DateTimeOffset erasedAt, CancellationToken cancellationToken)
    {
        var contacts = await FormerContacts.AllOfAsync(session, [contact], cancellationToken);
        await session.HoldAsync(
            [DigestJob.Lock], [.. registrations.Select(each => each.Value), .. contacts.Select(each => each.Value)], cancellationToken);
        var now = clock.GetUtcNow();
        // What is still on its way finds this here, in the commit that erases.
        session.Store<ForgottenSubject>(contacts.Select(each => new ForgottenSubject(each.Value, now, erasedAt)));
        await ForgetAsync(registrations, cancellationToken);
        await EraseAsync(contacts, cancellationToken);
        foreach (var each in contacts)
        {
            await MaskAsync(notification => notification.ContactId == each, cancellationToken);
        }
    }

    /// <summary>What these people wanted, and what was kept to be told them.</summary>
    public async Task EraseAsync(IReadOnlyList<ContactId> contacts, CancellationToken cancellationToken)
    {
        foreach (var contact in contacts)
        {
            foreach (var each in ofRecipients)
            {
                await each.EraseAsync(session, contact, clock.GetUtcNow(), cancellationToken);
            }
        }

        await store.MaskAsync(contacts.Select(contact => contact.Value), cancellationToken);
    }

    /// <summary>Whoever these were written to.</summary>
    public async Task EraseAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellationToken)
    {
        if (notifications.Count > 0)
        {
            await HoldInboxesAsync(notifications.Select(notification => notification.ContactId).Distinct(), cancellationToken);
            await MaskAsync(notifications.Select(notification => notification.Id).ToList(), cancellationToken);
        }
    }

    /// <summary>
    /// The people of one activity, in what was about it; they may have registrations elsewhere that are kept. A release tells of
    /// several activities of one edition, which is forgotten as a whole.
    /// </summary>
    public async Task EraseAsync(IReadOnlyList<RegistrationId> registrations, ActivityId activity, CancellationToken cancellationToken)
    {
        var contacts = await ForgetAsync(registrations, cancellationToken);
        await HoldInboxesAsync(contacts, cancellationToken);
        var ids = registrations.Cast<RegistrationId?>().ToArray();
        await MaskAsync(notification => notification.RegistrationId.IsOneOf(ids), cancellationToken);

        var releases = await session.Query<Notification>()
            .Where(notification => notification.Kind == NotificationKind.ProgrammeChange
                && notification.MatchesSql("d.contact_id = any(?)", contacts.Select(contact => contact.Value).ToArray()))
            .ToListAsync(cancellationToken);
        await MaskAsync(releases.Where(notification => notification.Matter.Activities.Contains(activity)).Select(notification => notification.Id).ToList(), cancellationToken);
    }

    /// <returns>Who they were, where it was known.</returns>
    private async Task<ContactId[]> ForgetAsync(IReadOnlyList<RegistrationId> registrations, CancellationToken cancellationToken)
    {
        var ids = registrations.Select(registration => registration.Value).ToList();
        await session.HoldAsync([], ids, cancellationToken);
        await facts.Want<KnownRegistration>(ids).FetchAsync(cancellationToken);
        var contacts = ids.Select(id => facts.Find<KnownRegistration>(id)?.ContactId).OfType<ContactId>().Distinct().ToArray();
        foreach (var registration in registrations)
        {
            facts.Learn(KnownRegistration.Erase(facts.Find<KnownRegistration>(registration.Value), registration));
        }

        return contacts;
    }

    /// <summary>Nothing is put in them until it is done: what came in between would stay.</summary>
    private Task HoldInboxesAsync(IEnumerable<ContactId> contacts, CancellationToken cancellationToken) =>
        session.HoldAsync([], contacts.Select(contact => contact.Value), cancellationToken);

    private async Task MaskAsync(Expression<Func<Notification, bool>> which, CancellationToken cancellationToken) =>
        await MaskAsync(
            await session.Query<Notification>().Where(which).Select(notification => notification.Id).ToListAsync(cancellationToken),
            cancellationToken);

    private async Task MaskAsync(IReadOnlyList<Guid> notifications, CancellationToken cancellationToken)
    {
        if (notifications.Count == 0)
        {
            return;
        }

        foreach (var id in notifications)
        {
            var stream = await session.Events.FetchForWriting<Notification>(id, cancellationToken);
            stream.AppendMany(Decide(stream.Aggregate!, clock.GetUtcNow()).Events);
        }

        foreach (var each in ofNotifications)
        {
            each.Erase(session, notifications);
        }

        await store.MaskAsync(notifications, cancellationToken);
    }
}
