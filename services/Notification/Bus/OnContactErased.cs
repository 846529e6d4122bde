using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>A person asked to be forgotten: what is known of them is masked, and nothing is sent to them any more.</summary>
public sealed class OnContactErased(IDocumentSession session, KnownFacts facts, Erasure erasure) : IConsumer<ContactErased>
{
    public async Task Consume(ConsumeContext<ContactErased> context)
    {
        var (contact, cancellationToken) = (context.Message.ContactId, context.CancellationToken);
        var registrations = context.Message.Registrations.Select(registration => registration.Value).ToList();
        await session.HoldAsync([], registrations, cancellationToken);
        await facts.Want<KnownRegistration>(registrations).FetchAsync(cancellationToken);
        foreach (var registration in context.Message.Registrations)
        {
            facts.Learn(KnownRegistration.Erase(facts.Find<KnownRegistration>(registration.Value), registration));
        }

        await erasure.EraseAsync(contact, cancellationToken);
    }
}
