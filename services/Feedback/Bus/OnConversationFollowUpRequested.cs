using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>An officer opens a case after a conversation. Of whom was forgotten meanwhile there is none.</summary>
public sealed class OnConversationFollowUpRequested(IDocumentSession session, TimeProvider clock) : IConsumer<ConversationFollowUpRequested>
{
    public async Task Consume(ConsumeContext<ConversationFollowUpRequested> context)
    {
        var (told, cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldOneAsync(ForgottenRegistration.Lock, cancellationToken);
        if (await session.LoadAsync<ForgottenRegistration>(told.RegistrationId.Value, cancellationToken) is not null)
        {
            return;
        }

        var area = (await KnownAreas.ReadAsync(session, cancellationToken)).For(told.Topic);
        await session.DecideAsync<FollowUp>(
            told.FollowUpId.Value, ExpectedVersion.Any, followUp => OpenAfterConversation.Decide(followUp, told, area, clock.GetUtcNow()), cancellationToken);
    }
}
