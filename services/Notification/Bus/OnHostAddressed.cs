using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A host can be written to from now on, or no longer.</summary>
public sealed class OnHostAddressed(IDocumentSession session, KnownFacts facts, HostNotifications hosts) : IConsumer<HostAddressed>
{
    public async Task Consume(ConsumeContext<HostAddressed> context)
    {
        var (told, cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldAsync([], [told.HostId.Value], cancellationToken);
        await facts.Want<KnownHost>(told.HostId.Value).FetchAsync(cancellationToken);
        var before = facts.Find<KnownHost>(told.HostId.Value);
        if (KnownHost.Learn(before, told) is not { } known)
        {
            return;
        }

        if (known.ContactId is { } contact)
        {
            await session.HoldAsync([contact.Value], [], cancellationToken);
            known = await session.IsForgottenAsync(contact, known.Email, told.At, cancellationToken) ? known.Forgotten() : known;
        }

        facts.Learn(known);
        await hosts.OnAddressAsync(context.MessageId!.Value, before, known, cancellationToken);
    }
}
