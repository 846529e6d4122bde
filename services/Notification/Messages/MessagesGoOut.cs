using System.Diagnostics;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Dates;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Requesting;
using Marten;

namespace BusinessFocus.Notification.Messages;

/// <summary>
/// An organiser's message becomes one notice per person, a page of people at a time: each page is a transaction with how far it
/// has come, so that a crash repeats nothing and loses nobody.
/// </summary>
public sealed class MessagesGoOut(IDocumentSession session, KnownFacts facts, Requesting.Notices notices) : IComesDue
{
    public const string DueKind = "message";

    private const int PageSize = 100;

    public string Kind => DueKind;

    /// <summary>What each of a page's people is told. Who has left or been erased since the message was written is not.</summary>
    public static IReadOnlyList<Decided> Decide(Message message, IEnumerable<KnownRegistration> page) =>
        [.. page.Where(registration => registration.CanBeTold()).Select(registration => new Decided(
            message.Id,
            registration.Recipient!,
            new MessageContent(message.ActivityId, registration.Booking!, new OrganisersWords(message.Subject, message.Text)),
            registration))];

    public async Task<DueDate?> ComeAsync(DueDate date, CancellationToken cancellationToken)
    {
        var message = (await session.LoadAsync<Message>(date.Subject, cancellationToken))!;
        using var span = ServiceTelemetry.Source.StartActivity("message attendees", ActivityKind.Internal, message.TraceParent);
        var left = message.Registrations.Where(registration => date.After is not { } after || registration.Value > after).ToList();
        var page = left.Take(PageSize).Select(registration => registration.Value).ToList();
        await session.HoldAsync([message.ActivityId.Value], page, cancellationToken);
        await facts.Want<KnownRegistration>(page).FetchAsync(cancellationToken);
        await notices.RequestAsync(Decide(message, page.Select(id => facts.Find<KnownRegistration>(id)).OfType<KnownRegistration>()), cancellationToken);
        return left.Count > page.Count ? date with { After = page[^1] } : null;
    }
}
