using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What all messages about a registration have in common: it is learnt, told, and what waited for it is told too.</summary>
public sealed class Registrations(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, EndedRegistrations ended, RepeatedChanges repeated, HostNotifications hosts)
{
    public Task NotifyAsync(ConsumeContext context, NotificationKind kind, RegistrationState registration) =>
        NotifyAsync(context, registration, booking => new RegistrationContent(kind, registration.ActivityId, booking));

    /// <param name="about">What the message says of the registration.</param>
    /// <param name="suppressed">Why its person is not told; null where they are.</param>
    public async Task NotifyAsync(
        ConsumeContext context, RegistrationState registration, Func<BookedSeats, SeatsContent> about, SuppressedBecause? suppressed = null)
    {
        var cancellationToken = context.CancellationToken;
        var content = about(BookedSeats.Of(registration));
        var (kind, from) = (content.Kind, (content as MovedContent)?.From);
        var contact = registration.Contact.Id;
        List<Guid> shared = [registration.ActivityId.Value, contact.Value];
        List<Guid> subjects = [registration.Id.Value, NotificationIds.Thread(contact, registration.ActivityId)];
        if (from is not null)
        {
            shared.Add(from.ActivityId.Value);
            subjects.AddRange([from.RegistrationId.Value, NotificationIds.Thread(contact, from.ActivityId)]);
        }

        if (content is ChainContent { Chain.Places: var places })
        {
            shared.AddRange(places.Select(place => place.ActivityId.Value));
            subjects.AddRange(places.SelectMany(place => new[] { place.RegistrationId.Value, NotificationIds.Thread(contact, place.ActivityId) }));
        }

        await session.HoldAsync(shared, subjects, cancellationToken);

        var decision = context.MessageId!.Value;
        notifications.Want(decision, contact, content);
        ContactId? person = contact;
        var others = KindRules.Of(kind).Registration == RegistrationStep.Begins
            ? facts.Want<KnownRegistration>(other => other.ContactId == person && !other.IsOver)
            : () => [];
        await facts.Want<KnownRegistration>(registration.Id.Value).FetchAsync(cancellationToken);

        var before = facts.Find<KnownRegistration>(registration.Id.Value);

        // An erasure does not name a registration that was being made at that moment.
        var isForgotten = before?.Booking is null
            && await session.IsForgottenAsync(contact, registration.Contact.Email, registration.RegisteredAt, cancellationToken);
        var after = isForgotten
            ? KnownRegistration.Erase(before, registration.Id) with { ActivityId = registration.ActivityId }
            : KnownRegistration.Learn(before, registration, kind, EndedBy(content));
        facts.Learn(after);
        if (after.IsOver)
        {
            await ended.OvertakeAsync(registration.Id, contact, goesOn: false, cancellationToken);
        }

        await hosts.OnSeatsAsync(decision, facts.Find<KnownActivity>(registration.ActivityId.Value), before, after, cancellationToken);
        if (from is not null)
        {
            await ended.OvertakeAsync(from.RegistrationId, contact, goesOn: true, cancellationToken);
            var left = facts.Find<KnownRegistration>(from.RegistrationId.Value);
            facts.Learn(KnownRegistration.Leave(left, from.RegistrationId, from.ActivityId));
            await hosts.OnSeatsAsync(decision, facts.Find<KnownActivity>(from.ActivityId.Value), left, after: null, cancellationToken);
        }

        var recipient = Recipient.Of(registration.Contact);
        IReadOnlyList<ActivityId> own = content is ChainContent chain ? [.. chain.Chain.Places.Select(place => place.ActivityId)] : [registration.ActivityId];
        var elsewhere = others().Where(other => other.Id != from?.RegistrationId.Value && !own.Contains(other.ActivityId)).ToList();
        if (elsewhere.Count > 0)
        {
            content = content with { AtTheSameTime = await AtTheSameTimeAsync(own, elsewhere, cancellationToken) };
        }

        (content, var notBefore) = await repeated.MergeAsync(content, after, contact, cancellationToken);
        List<NotificationRequest> decisions = [new(decision, recipient, content, after, NotBefore: notBefore, Suppressed: suppressed)];
        decisions.AddRange((before?.AllEarly() ?? []).Select(early =>
            new NotificationRequest(early.Decision, recipient, early.ContentAt(registration.ActivityId), after)));

        await notifications.RequestAsync(decisions, cancellationToken);
        // Nothing waits for a registration that nothing was heard of.
        if (after.HasBegun && before is { HasBegun: false })
        {
            await notifications.WriteThoseWaitingForAsync(registration.Id, cancellationToken);
        }
    }

    private static CancelledBy? EndedBy(SeatsContent content) => content switch
    {
        CancellationContent about => about.Cancelled.By,
        ChainCancelledContent about => about.Cancelled.By,
        _ => null,
    };

    /// <summary>For what is no news to the person.</summary>
    public async Task LearnRecipientAsync(ConsumeContext context, RegistrationState registration)
    {
        var (id, cancellationToken) = (registration.Id.Value, context.CancellationToken);
        await session.HoldAsync([registration.ActivityId.Value, registration.Contact.Id.Value], [id], cancellationToken);
        await facts.Want<KnownRegistration>(id).FetchAsync(cancellationToken);
        var before = facts.Find<KnownRegistration>(id);
        if (before?.Booking is not null
            || !await session.IsForgottenAsync(registration.Contact.Id, registration.Contact.Email, registration.RegisteredAt, cancellationToken))
        {
            facts.Learn(KnownRegistration.LearnRecipient(before, registration));
        }
    }

    /// <summary>
    /// What else the person is registered for then. Only the letter says it: whoever knows an address could else find out
    /// where its owner goes.
    /// </summary>
    private async Task<IReadOnlyList<ActivityId>?> AtTheSameTimeAsync(
        IReadOnlyList<ActivityId> own, IReadOnlyList<KnownRegistration> elsewhere, CancellationToken cancellationToken)
    {
        var activities = elsewhere.Select(other => other.ActivityId).Distinct().ToList();
        await facts.Want<KnownActivity>(activities.Concat(own).Select(activity => activity.Value)).FetchAsync(cancellationToken);

        // While the activity itself is not known its letter waits, and then looks at all of them again.
        var found = activities
            .Where(activity => facts.Find<KnownActivity>(activity.Value) is { } other
                && own.Any(itself => facts.Find<KnownActivity>(itself.Value) is not { } known || known.IsAtTheSameTimeAs(other)))
            .ToList();
        return found.Count > 0 ? found : null;
    }
}
