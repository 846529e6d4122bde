using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Messages;

/// <summary>
/// An organiser's message becomes one notification per person, a page of people at a time: each page is a transaction with how far it
/// has come, so that a crash repeats nothing and loses nobody. Who gets one that waited for its time is decided first, in a transaction of its own.
/// </summary>
public sealed class SendMessagesJob(
    IDocumentSession session, KnownFacts facts, NotificationRequests notifications, AudienceReader audiences, TimeProvider clock) : IScheduledJob
{
    public const string DueKind = "message";

    private const int PageSize = AudienceReader.PageSize;

    public string Kind => DueKind;

    /// <summary>What each of a page's people is told. Who has left or been erased since the message was written is not.</summary>
    public static IReadOnlyList<NotificationRequest> Decide(Message message, IEnumerable<KnownRegistration> page) =>
        [.. page.Where(registration => registration.CanBeTold() && (message.EditionId is null || !registration.IsOver)).Select(registration => new NotificationRequest(
            message.Id,
            registration.Recipient!,
            new MessageContent(
                registration.ActivityId,
                registration.Booking!,
                new OrganisersWords(message.Subject, message.Text),
                message.EditionId is null ? NotificationKind.OrganiserMessage : NotificationKind.EditionMessage),
            registration))];

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        var message = (await session.LoadAsync<Message>(job.Subject, cancellationToken))!;
        using var span = ServiceTelemetry.Source.StartActivity("message attendees", ActivityKind.Internal, message.TraceParent);
        if (message.EditionId is { } edition)
        {
            return message.Status switch
            {
                EditionMessageStatus.Waiting => await DecideAudienceAsync(message, edition, job, cancellationToken),
                EditionMessageStatus.Sent => await SendPageAsync(message, job, cancellationToken),
                _ => null,
            };
        }

        var left = message.Registrations.Where(registration => job.After is not { } after || registration.Value > after).ToList();
        var page = left.Take(PageSize).Select(registration => registration.Value).ToList();
        await RequestAsync(message, [message.ActivityId.Value], page, cancellationToken);
        return left.Count > page.Count ? job with { After = page[^1] } : null;
    }

    private async Task<DueJob?> DecideAudienceAsync(Message message, EditionId edition, DueJob job, CancellationToken cancellationToken)
    {
        var audience = await audiences.ReadAsync(session, edition, message.Audience!, cancellationToken);
        var people = audience?.People.Count ?? 0;
        session.Events.Append(message.Id, new AudienceDecided(people, clock.GetUtcNow()));
        if (audience is null || people == 0)
        {
            return null;
        }

        AudienceReader.StorePages(session, new MessageId(message.Id), audience);
        return job;
    }

    private async Task<DueJob?> SendPageAsync(Message message, DueJob job, CancellationToken cancellationToken)
    {
        var after = job.After ?? Guid.Empty;
        var pages = await session.Query<AudiencePage>()
            .Where(page => page.MessageId == message.Id && page.Id > after)
            .OrderBy(page => page.Id)
            .Take(2)
            .ToListAsync(cancellationToken);
        if (pages.Count == 0)
        {
            return null;
        }

        var registrations = pages[0].Registrations.Select(registration => registration.Value).ToList();
        var known = await session.LoadManyAsync<KnownRegistration>(cancellationToken, registrations);
        await RequestAsync(message, known.Select(registration => registration.ActivityId.Value).Distinct(), registrations, cancellationToken);
        return pages.Count > 1 ? job with { After = pages[0].Id } : null;
    }

    /// <param name="activities">Those of the registrations; a registration never changes its activity.</param>
    private async Task RequestAsync(Message message, IEnumerable<Guid> activities, IReadOnlyList<Guid> page, CancellationToken cancellationToken)
    {
        await session.HoldAsync(activities, page, cancellationToken);
        await facts.Want<KnownRegistration>(page).FetchAsync(cancellationToken);
        await notifications.RequestAsync(Decide(message, page.Select(id => facts.Find<KnownRegistration>(id)).OfType<KnownRegistration>()), cancellationToken);
    }
}
