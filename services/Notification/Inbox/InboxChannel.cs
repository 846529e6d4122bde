using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using JasperFx;
using Marten;

namespace BusinessFocus.Notifications.Inbox;

/// <summary>The inbox in the web front end. It is our own, and so always there.</summary>
public sealed class InboxChannel(IDocumentStore store) : IChannel
{
    public static ChannelRules OwnRules { get; } = new(Channels.Inbox, _ => true, recipient => recipient.Address);

    public ChannelRules Rules => OwnRules;

    public int Connections => 2;

    public string Span => "inbox put";

    public IChannelConnection NewConnection() => new Connection(store);

    private sealed class Connection(IDocumentStore store) : IChannelConnection
    {
        private static readonly DeliveryResult Put = DeliveryResult.Accepted("In the inbox");

        public async Task<DeliveryResult> HandOverAsync(RenderedMessage letter, CancellationToken cancellationToken)
        {
            try
            {
                await using var session = store.LightweightSession();
                var notification = await session.LoadAsync<Notification>(letter.Id, cancellationToken);
                await session.HoldAsync([notification!.ContactId.Value], [], cancellationToken);
                notification = await session.LoadAsync<Notification>(letter.Id, cancellationToken);
                if (notification!.IsErased)
                {
                    return new DeliveryResult(DeliveryOutcome.Refused, "Forgotten");
                }

                session.Insert(new InboxEntry
                {
                    Id = letter.Id,
                    ContactId = notification.ContactId,
                    Language = letter.Language,
                    Subject = letter.Subject,
                    Text = letter.Text,
                    At = letter.WrittenAt,
                });
                await session.SaveChangesAsync(cancellationToken);
                return Put;
            }
            catch (DocumentAlreadyExistsException)
            {
                return Put;
            }
        }

        public Task RestAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
