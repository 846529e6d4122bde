using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>What all messages about a registration have in common: it is learnt, told, and what waited for it is told too.</summary>
public sealed class Registrations(IDocumentSession session, KnownFacts facts, Notices.Notices notices)
{
    /// <param name="more">What the message says beside the registration.</param>
    public async Task TellAsync(ConsumeContext context, NotificationKind kind, RegistrationState registration, Func<Matter, Matter>? more = null)
    {
        var cancellationToken = context.CancellationToken;
        var matter = new Matter(registration.ActivityId, Booking.Of(registration));
        matter = more?.Invoke(matter) ?? matter;
        var contact = registration.Contact.Id;
        List<Guid> activities = [registration.ActivityId.Value];
        List<Guid> subjects = [registration.Id.Value, NoticeIds.Thread(contact, registration.ActivityId)];
        if (matter.From is { } from)
        {
            activities.Add(from.ActivityId.Value);
            subjects.AddRange([from.RegistrationId.Value, NoticeIds.Thread(contact, from.ActivityId)]);
        }

        await session.HoldAsync(activities, subjects, cancellationToken);

        var decision = context.MessageId!.Value;
        notices.Want(decision, contact, matter);
        await facts.Want<KnownRegistration>(registration.Id.Value).FetchAsync(cancellationToken);

        var before = facts.Find<KnownRegistration>(registration.Id.Value);
        var after = KnownRegistration.Learn(before, registration, kind);
        facts.Learn(after);
        if (matter.From is { } left)
        {
            facts.Learn(KnownRegistration.Leave(
                facts.Find<KnownRegistration>(left.RegistrationId.Value), left.RegistrationId, left.ActivityId));
        }

        var recipient = Recipient.Of(registration.Contact);
        List<Decided> decisions = [new(decision, kind, recipient, matter, after)];
        if (before?.EarlySurvey is { } early)
        {
            decisions.Add(new(early.Decision, NotificationKind.Survey, recipient, new Matter(registration.ActivityId, Survey: early.Link), after));
        }

        await notices.RequestAsync(decisions, cancellationToken);
        // Nothing waits for a registration that nothing was heard of.
        if (after.HasBegun && before is { HasBegun: false })
        {
            await notices.WriteThoseWaitingForAsync(registration.Id, cancellationToken);
        }
    }
}
