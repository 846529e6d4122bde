using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Recipients;
using BusinessFocus.Notification.Writing;
using JasperFx;
using Marten;

namespace BusinessFocus.Notification.Inbox;

/// <summary>The inbox in the web front end. It is our own, and so always there.</summary>
public sealed class InboxChannel(IDocumentStore store) : IChannel
{
    public static ChannelRules OwnRules { get; } = new(Channels.Inbox, _ => true, recipient => recipient.Address);

    public ChannelRules Rules => OwnRules;

    public int Carriers => 2;

    public string Span => "inbox put";

    public ICarrier NewCarrier() => new Carrier(store);

    private sealed class Carrier(IDocumentStore store) : ICarrier
    {
        private static readonly Answer Put = Answer.Accepted("In the inbox");

        public async Task<Answer> HandOverAsync(Letter letter, CancellationToken cancellationToken)
        {
            try
            {
                await using var session = store.LightweightSession();
                var notice = await session.LoadAsync<Notice>(letter.Id, cancellationToken);
                await session.HoldAsync([notice!.ContactId.Value], [], cancellationToken);
                notice = await session.LoadAsync<Notice>(letter.Id, cancellationToken);
                if (notice!.IsErased)
                {
                    return new Answer(AnswerKind.Refused, "Forgotten");
                }

                session.Insert(new InboxEntry
                {
                    Id = letter.Id,
                    ContactId = notice.ContactId,
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
