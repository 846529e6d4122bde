using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A host can be written to from now on, or no longer.</summary>
public sealed class OnHostAddressed(IDocumentSession session) : IConsumer<HostAddressed>
{
    public async Task Consume(ConsumeContext<HostAddressed> context)
    {
        var (told, cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldAsync([], [told.HostId.Value], cancellationToken);
        if (KnownHost.Learn(await session.LoadAsync<KnownHost>(told.HostId.Value, cancellationToken), told) is not { } known)
        {
            return;
        }

        if (known.ContactId is { } contact)
        {
            await session.HoldAsync([contact.Value], [], cancellationToken);
            known = await session.IsForgottenAsync(contact, known.Email, told.At, cancellationToken) ? known.Forgotten() : known;
        }

        session.Store(known);
    }
}
