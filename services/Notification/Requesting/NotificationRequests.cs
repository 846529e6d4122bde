using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using Marten;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>
/// Makes notifications of decisions, and writes those that wait when what they waited for has come; in the caller's
/// session, which the caller (for messages, the filter of consumers) commits. The caller holds the <see cref="Locks"/>.
/// </summary>
public sealed partial class NotificationRequests(
    IDocumentSession session,
    KnownFacts facts,
    MessageRenderer renderer,
    IEnumerable<IChannel> channels,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<NotificationRequests> log)
{
    private readonly IReadOnlyList<ChannelRules> rules = [.. channels.Select(channel => channel.Rules)];
    private readonly Dictionary<string, TextForm?> forms = channels.ToDictionary(channel => channel.Name, channel => channel.Form);

    /// <summary>What <see cref="RequestAsync"/> will need: lets a caller fetch it together with what it needs itself.</summary>
    public void Want(Guid decision, ContactId recipient, NotificationContent content)
    {
        // Most have one channel; who has others costs one more round trip.
        facts.Want<Notification>(NotificationIds.For(decision, recipient, Channels.Email).Value);
        Want(recipient, content);
    }

    /// <summary>A notification for each decision and channel of its recipient that has none yet.</summary>
    public async Task RequestAsync(IReadOnlyList<NotificationRequest> decisions, CancellationToken cancellationToken)
    {
        foreach (var request in decisions)
        {
            Want(request.Decision, request.Recipient.ContactId, request.Content);
        }

        await facts.FetchAsync(cancellationToken);
        facts.WantEditionsOf(decisions.Select(request => request.Content));
        var addressed = decisions.SelectMany(request => DestinationsOf(request).Select(destination => (
            Id: NotificationIds.For(request.Decision, request.Recipient.ContactId, destination.Channel).Value,
            request,
            destination))).ToList();
        await facts.Want<Notification>(addressed.Select(each => each.Id)).FetchAsync(cancellationToken);
        foreach (var (id, request, destination) in addressed.Where(each => facts.Find<Notification>(each.Id) is null))
        {
            var isErased = request.Registration is { IsErased: true };
            var stored = StoredContent.Of(request.Content);
            var requested = new Requested(
                new NotificationId(id),
                request.Decision,
                request.Kind,
                destination.Channel,
                isErased ? destination.Recipient.Masked() : destination.Recipient,
                isErased ? stored.Masked() : stored,
                Activity.Current?.Id,
                request.ResentFrom?.NotificationId,
                clock.GetUtcNow());
            var notification = Notification.Initial.Evolve(requested) with { Id = id };
            session.Events.StartStream<Notification>(id, [requested, .. Next(notification, request.Registration, destination.Suppressed ?? request.Suppressed, request.NotBefore)]);
        }
    }

    private IReadOnlyList<Destination> DestinationsOf(NotificationRequest request) => request.ResentFrom is { } again
        ? [new Destination(again.Channel, again.Recipient)]
        : Destinations.Of(request.Kind, request.Recipient, ChoiceOf(request.Recipient.ContactId), rules);

    private Choice ChoiceOf(ContactId contact) => (facts.Find<Preferences>(contact.Value) ?? Preferences.Initial).Choice;

    /// <summary>Activities are known now, or known better.</summary>
    public async Task WriteThoseWaitingForAsync(IReadOnlyCollection<ActivityId> activities, CancellationToken cancellationToken)
    {
        var ids = activities.Cast<ActivityId?>().ToArray();
        await WriteAsync(
            await session.Query<Notification>()
                .Where(notification => notification.State == NotificationState.Requested
                    && (notification.ActivityId.IsOneOf(ids) || notification.FromActivityId.IsOneOf(ids) || notification.Kind.IsOneOf(NamedActivities.Kinds)))
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>A registration's first decision has arrived.</summary>
    public async Task WriteThoseWaitingForAsync(RegistrationId registration, CancellationToken cancellationToken) =>
        await WriteAsync(
            await session.Query<Notification>()
                .Where(notification => notification.State == NotificationState.Requested
                    && (notification.RegistrationId == registration || notification.FromRegistrationId == registration))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <remarks>
    /// A move waits for several things, which may come at the same moment in transactions that do not see each other.
    /// So each takes the notification alone before it looks at what is known: the later one then sees what the earlier brought.
    /// </remarks>
    private async Task WriteAsync(IReadOnlyList<Notification> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return;
        }

        await session.HoldAsync(
            shared: [],
            alone: found.SelectMany(notification => notification.Matter.InCalendar().Select(activity => NotificationIds.Thread(notification.ContactId, activity)).Append(notification.Id)),
            cancellationToken);
        var waiting = (await session.LoadManyAsync<Notification>(cancellationToken, found.Select(notification => notification.Id)))
            .Where(notification => notification.State == NotificationState.Requested)
            .ToList();
        foreach (var notification in waiting)
        {
            Want(notification.ContactId, notification.Content());
            facts.Want<KnownRegistration>(notification.RegistrationId is { } id ? [id.Value] : []);
        }

        await facts.FetchAsync(cancellationToken);
        await facts.WantEditionsOf(waiting.Select(notification => notification.Content())).FetchAsync(cancellationToken);

        // In the order in which they were decided, also where they were heard of in another.
        foreach (var notification in waiting.OrderBy(notification => notification.Matter.Booking?.Version).ThenBy(notification => notification.RequestedAt))
        {
            var events = Next(notification, notification.RegistrationId is { } id ? facts.Find<KnownRegistration>(id.Value) : null);
            if (events.Count > 0)
            {
                var stream = await session.Events.FetchForWriting<Notification>(notification.Id, cancellationToken);
                stream.AppendMany(events);
            }
        }
    }

    private IReadOnlyList<object> Next(
        Notification notification, KnownRegistration? registration, SuppressedBecause? suppressed = null, DateTimeOffset? notBefore = null)
    {
        if (suppressed is { } why)
        {
            return [new Suppressed(why, clock.GetUtcNow())];
        }

        var content = notification.Content();
        var step = Readiness.Of(
            content,
            registration,
            notification.ActivityId is { } activity && NamedActivities.AreKnown(facts, content)
                ? facts.Find<KnownActivity>(activity.Value)
                : null,
            content is MovedContent { From: var from }
                ? (facts.Find<KnownActivity>(from.ActivityId.Value), facts.Find<KnownRegistration>(from.RegistrationId.Value))
                : default,
            content is SurveyContent survey ? facts.Find<WithdrawnSurvey>(survey.ActivityId.Value) : null);
        var now = clock.GetUtcNow();
        return step switch
        {
            Step.Write when Readiness.IsTooLate(content, GoesAt(notification, now)) => [new Suppressed(SuppressedBecause.TooLate, now)],
            Step.Write => [WriteOrFail(notification, now, notBefore)],
            Step.Overtaken => [new Suppressed(SuppressedBecause.Overtaken, now)],
            Step.Erased => [new Suppressed(SuppressedBecause.Erased, now)],
            _ => [],
        };
    }

    /// <summary>
    /// What cannot be written will not be, however often it is tried: it has failed, and whoever else is told of the decision is
    /// told all the same.
    /// </summary>
    private object WriteOrFail(Notification notification, DateTimeOffset now, DateTimeOffset? notBefore)
    {
        try
        {
            return Write(notification, now, notBefore);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reason = ComposingFault.ReasonOf(fault);
            LogCannotBeComposed(log, notification.Id, notification.Kind, reason);
            var failed = new Failed(notification.NotificationId, notification.Kind, notification.Channel, notification.ContactId, reason, IsUnreachable: false, now);
            metrics.Count(notification, failed);
            return failed;
        }
    }

    private Composed Write(Notification notification, DateTimeOffset now, DateTimeOffset? notBefore)
    {
        notification = ChainLetters.WithoutEnded(notification, facts, out var hasEnded);
        var activities = notification.Matter.Activities.ToDictionary(activity => activity, activity => facts.Find<KnownActivity>(activity.Value)!);
        var calendar = notification.Matter.InCalendar()
            .Select(activity => facts.Find<CalendarEntry>(NotificationIds.Thread(notification.ContactId, activity)))
            .OfType<CalendarEntry>()
            .ToDictionary(entry => entry.Id);
        var written = renderer.Write(
            notification,
            activities,
            calendar,
            now,
            facts.Find<Template>(TemplateKey.For(notification.Kind, notification.Recipient.Language).Id),
            forms.TryGetValue(notification.Channel, out var form) ? form : TextForms.Whole,
            facts.FindEditionOf(notification.Content()));
        var goesAt = GoesAt(notification, now);
        var isDelayed = notBefore > goesAt;
        goesAt = isDelayed ? notBefore!.Value : goesAt;
        if (written.WithoutCalendar is { } why)
        {
            LogWithoutCalendar(log, notification.Id, notification.Kind, why);
        }

        if (hasEnded)
        {
            written = written with { Calendar = [], RenderedMessage = written.RenderedMessage with { Calendars = [] } };
        }

        written.Calendar.ToList().ForEach(facts.Learn);
        session.Insert(written.RenderedMessage);
        session.Enqueue(notification, goesAt, isDelayed);
        return new Composed(written.RenderedMessage.Subject, written.RenderedMessage.Text, now, written.WithoutCalendar);
    }

    private DateTimeOffset GoesAt(Notification notification, DateTimeOffset now) =>
        KindRules.Of(notification.Kind).CanWait && ChoiceOf(notification.ContactId).QuietHours is { } quiet ? quiet.EndAfter(now) : now;

    private void Want(ContactId recipient, NotificationContent content) => facts
        .Want<Preferences>(recipient.Value)
        // Which language they want is not known before.
        .Want<Template>(Languages.All.Select(language => TemplateKey.For(content.Kind, language).Id))
        .Want<KnownActivity>(content.Activities.Select(activity => activity.Value))
        .Want<CalendarEntry>(content.InCalendar().Select(activity => NotificationIds.Thread(recipient, activity)))
        .Want<WithdrawnSurvey>(content is SurveyContent survey ? [survey.ActivityId.Value] : [])
        .Want<KnownRegistration>(content is MovedContent { From: var from } ? [from.RegistrationId.Value] : [])
        .Want<KnownRegistration>(content is ChainContent { Chain.Places: var places } ? places.Select(place => place.RegistrationId.Value) : []);

    [LoggerMessage(LogLevel.Error, "{Notification} ({Kind}) has failed: {Reason}")]
    private static partial void LogCannotBeComposed(ILogger logger, Guid notification, NotificationKind kind, string reason);

    [LoggerMessage(LogLevel.Error, "{Notification} ({Kind}) goes without its calendar part: {Reason}")]
    private static partial void LogWithoutCalendar(ILogger logger, Guid notification, NotificationKind kind, string reason);
}
