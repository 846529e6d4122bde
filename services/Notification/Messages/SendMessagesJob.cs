using System.Diagnostics;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Messages;

/// <summary>
/// An organiser's message becomes one notification per person, a page of people at a time: each page is a transaction with how far it
/// has come, so that a crash repeats nothing and loses nobody.
/// </summary>
public sealed class SendMessagesJob(IDocumentSession session, KnownFacts facts, NotificationRequests notifications) : IScheduledJob
{
    public const string DueKind = "message";

    private const int PageSize = 100;

    public string Kind => DueKind;

    /// <summary>What each of a page's people is told. Who has left or been erased since the message was written is not.</summary>
    public static IReadOnlyList<NotificationRequest> Decide(Message message, IEnumerable<KnownRegistration> page) =>
        [.. page.Where(registration => registration.CanBeTold()).Select(registration => new NotificationRequest(
            message.Id,
            registration.Recipient!,
            new MessageContent(message.ActivityId, registration.Booking!, new OrganisersWords(message.Subject, message.Text)),
            registration))];

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        var message = (await session.LoadAsync<Message>(job.Subject, cancellationToken))!;
        using var span = ServiceTelemetry.Source.StartActivity("message attendees", ActivityKind.Internal, message.TraceParent);
        var left = message.Registrations.Where(registration => job.After is not { } after || registration.Value > after).ToList();
        var page = left.Take(PageSize).Select(registration => registration.Value).ToList();
        await session.HoldAsync([message.ActivityId.Value], page, cancellationToken);
        await facts.Want<KnownRegistration>(page).FetchAsync(cancellationToken);
        await notifications.RequestAsync(Decide(message, page.Select(id => facts.Find<KnownRegistration>(id)).OfType<KnownRegistration>()), cancellationToken);
        return left.Count > page.Count ? job with { After = page[^1] } : null;
    }
}
