using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.ServiceDefaults.Idempotency;
using Marten;
using MassTransit;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>
/// Somebody is forgotten: messages that hold them and could not be handled are destroyed, in every service, and so are the answers that
/// are kept for repeated requests of theirs. What tells of an
/// erasure itself names ids only, and stays until it is done.
/// </summary>
public sealed class ForgetInDeadLetters(IDocumentSession session, DeadLetterQueues queues, DeadLetterMetrics metrics, TimeProvider clock)
    : IConsumer<ContactErased>, IConsumer<RegistrationsErased>
{
    public static bool IsErasure(string messageType) => messageType is nameof(ContactErased) or nameof(RegistrationsErased);

    public Task Consume(ConsumeContext<ContactErased> context) =>
        ForgetAsync(
            [context.Message.ContactId.Value, .. Ids(context.Message.Registrations)], context.Message.ErasedAt, context.CancellationToken);

    public Task Consume(ConsumeContext<RegistrationsErased> context) =>
        ForgetAsync(Ids(context.Message.Registrations), context.Message.ErasedAt, context.CancellationToken);

    private static List<Guid> Ids(IEnumerable<RegistrationId> registrations) => [.. registrations.Select(registration => registration.Value)];

    private async Task ForgetAsync(IReadOnlyCollection<Guid> subjects, DateTimeOffset erasedAt, CancellationToken cancellationToken)
    {
        await session.HoldDeadLettersAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var letters = await session.DeadLettersOfAsync(subjects, cancellationToken);
        await session.StoreDeadLettersAsync(
            queues.Service, [.. letters.Where(letter => !IsErasure(letter.MessageType)).Select(letter => letter.Forget(now))], now, cancellationToken);
        session.Store<ForgottenSubject>(subjects.Select(subject => new ForgottenSubject(subject, now, erasedAt)));
        session.ForgetAnswers(subjects);
        metrics.Pulse();
    }
}
