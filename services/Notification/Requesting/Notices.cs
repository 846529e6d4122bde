using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Recipients;
using BusinessFocus.Notification.Writing;
using Marten;

namespace BusinessFocus.Notification.Requesting;

/// <summary>A decision that somebody has to be told.</summary>
/// <param name="Decision">Id of the message that brought it.</param>
/// <param name="Registration">What is known of the registration, with what this message told; null when nothing is.</param>
/// <param name="ResentFrom">The notice that is sent once more, or in whose place this one is: on its own channel, and whatever the recipient wants.</param>
public sealed record Decided(
    Guid Decision, Recipient Recipient, NotificationContent Content, KnownRegistration? Registration, Notice? ResentFrom = null)
{
    public NotificationKind Kind => Content.Kind;
}

/// <summary>
/// Makes notices of decisions, and writes those that wait when what they waited for has come; in the caller's
/// session, which the caller (for messages, the inbox) commits. The caller holds the <see cref="Locks"/>.
/// </summary>
public sealed partial class Notices(
    IDocumentSession session,
    KnownFacts facts,
    Writer writer,
    IEnumerable<IChannel> channels,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<Notices> log)
{
    private readonly IReadOnlyList<ChannelRules> rules = [.. channels.Select(channel => channel.Rules)];
    private readonly Dictionary<string, TextForm?> forms = channels.ToDictionary(channel => channel.Name, channel => channel.Form);

    /// <summary>What <see cref="RequestAsync"/> will need: lets a caller fetch it together with what it needs itself.</summary>
    public void Want(Guid decision, ContactId recipient, NotificationContent content)
    {
        // Most have one channel; who has others costs one more round trip.
        facts.Want<Notice>(NoticeIds.For(decision, recipient, Channels.Email).Value);
        Want(recipient, content);
    }

    /// <summary>A notice for each decision and channel of its recipient that has none yet.</summary>
    public async Task RequestAsync(IReadOnlyList<Decided> decisions, CancellationToken cancellationToken)
    {
        foreach (var decided in decisions)
        {
            Want(decided.Decision, decided.Recipient.ContactId, decided.Content);
        }

        await facts.FetchAsync(cancellationToken);
        var addressed = decisions.SelectMany(decided => DestinationsOf(decided).Select(destination => (
            Id: NoticeIds.For(decided.Decision, decided.Recipient.ContactId, destination.Channel).Value,
            decided,
            destination))).ToList();
        await facts.Want<Notice>(addressed.Select(each => each.Id)).FetchAsync(cancellationToken);
        foreach (var (id, decided, destination) in addressed.Where(each => facts.Find<Notice>(each.Id) is null))
        {
            var isErased = decided.Registration is { IsErased: true };
            var stored = StoredContent.Of(decided.Content);
            var requested = new Requested(
                new NotificationId(id),
                decided.Decision,
                decided.Kind,
                destination.Channel,
                isErased ? destination.Recipient.Masked() : destination.Recipient,
                isErased ? stored.Masked() : stored,
                Activity.Current?.Id,
                decided.ResentFrom?.NotificationId,
                clock.GetUtcNow());
            var notice = Notice.Initial.Evolve(requested) with { Id = id };
            session.Events.StartStream<Notice>(id, [requested, .. Next(notice, decided.Registration, destination.Suppressed)]);
        }
    }

    private IReadOnlyList<Destination> DestinationsOf(Decided decided) => decided.ResentFrom is { } again
        ? [new Destination(again.Channel, again.Recipient)]
        : Destinations.Of(decided.Kind, decided.Recipient, ChoiceOf(decided.Recipient.ContactId), rules);

    private Choice ChoiceOf(ContactId contact) => (facts.Find<Preferences>(contact.Value) ?? Preferences.Initial).Choice;

    /// <summary>Activities are known now, or known better.</summary>
    public async Task WriteThoseWaitingForAsync(IReadOnlyCollection<ActivityId> activities, CancellationToken cancellationToken)
    {
        var ids = activities.Cast<ActivityId?>().ToArray();
        await WriteAsync(
            await session.Query<Notice>()
                .Where(notice => notice.State == NotificationState.Requested && (notice.ActivityId.IsOneOf(ids) || notice.FromActivityId.IsOneOf(ids)))
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>A registration's first decision has arrived.</summary>
    public async Task WriteThoseWaitingForAsync(RegistrationId registration, CancellationToken cancellationToken) =>
        await WriteAsync(
            await session.Query<Notice>()
                .Where(notice => notice.State == NotificationState.Requested
                    && (notice.RegistrationId == registration || notice.FromRegistrationId == registration))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <remarks>
    /// A move waits for several things, which may come at the same moment in transactions that do not see each other.
    /// So each takes the notice alone before it looks at what is known: the later one then sees what the earlier brought.
    /// </remarks>
    private async Task WriteAsync(IReadOnlyList<Notice> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return;
        }

        await session.HoldAsync(
            shared: [],
            alone: found.SelectMany(notice => notice.Matter.Activities.Select(activity => NoticeIds.Thread(notice.ContactId, activity)).Append(notice.Id)),
            cancellationToken);
        var waiting = (await session.LoadManyAsync<Notice>(cancellationToken, found.Select(notice => notice.Id)))
            .Where(notice => notice.State == NotificationState.Requested)
            .ToList();
        foreach (var notice in waiting)
        {
            Want(notice.ContactId, notice.Content());
            facts.Want<KnownRegistration>(notice.RegistrationId is { } id ? [id.Value] : []);
        }

        await facts.FetchAsync(cancellationToken);

        // In the order in which they were decided, also where they were heard of in another.
        foreach (var notice in waiting.OrderBy(notice => notice.Matter.Booking?.Version).ThenBy(notice => notice.RequestedAt))
        {
            var events = Next(notice, notice.RegistrationId is { } id ? facts.Find<KnownRegistration>(id.Value) : null);
            if (events.Count > 0)
            {
                var stream = await session.Events.FetchForWriting<Notice>(notice.Id, cancellationToken);
                stream.AppendMany(events);
            }
        }
    }

    private IReadOnlyList<object> Next(Notice notice, KnownRegistration? registration, SuppressedBecause? suppressed = null)
    {
        if (suppressed is { } why)
        {
            return [new Suppressed(why, clock.GetUtcNow())];
        }

        var content = notice.Content();
        var step = Readiness.Of(
            content,
            registration,
            notice.ActivityId is { } activity ? facts.Find<KnownActivity>(activity.Value) : null,
            content is MovedContent { From: var from }
                ? (facts.Find<KnownActivity>(from.ActivityId.Value), facts.Find<KnownRegistration>(from.RegistrationId.Value))
                : default,
            content is SurveyContent survey ? facts.Find<WithdrawnSurvey>(survey.ActivityId.Value) : null);
        var now = clock.GetUtcNow();
        return step switch
        {
            Step.Write when Readiness.IsTooLate(content, GoesAt(notice, now)) => [new Suppressed(SuppressedBecause.TooLate, now)],
            Step.Write => [WriteOrFail(notice, now)],
            Step.Overtaken => [new Suppressed(SuppressedBecause.Overtaken, now)],
            Step.Erased => [new Suppressed(SuppressedBecause.Erased, now)],
            _ => [],
        };
    }

    /// <summary>
    /// What cannot be written will not be, however often it is tried: it has failed, and whoever else is told of the decision is
    /// told all the same.
    /// </summary>
    private object WriteOrFail(Notice notice, DateTimeOffset now)
    {
        try
        {
            return Write(notice, now);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reason = ComposingFault.ReasonOf(fault);
            LogCannotBeComposed(log, notice.Id, notice.Kind, reason);
            var failed = new Failed(notice.NotificationId, notice.Kind, notice.Channel, notice.ContactId, reason, IsUnreachable: false, now);
            metrics.Count(notice, failed);
            return failed;
        }
    }

    private Composed Write(Notice notice, DateTimeOffset now)
    {
        var activities = notice.Matter.Activities.ToDictionary(activity => activity, activity => facts.Find<KnownActivity>(activity.Value)!);
        var calendar = activities.Keys
            .Select(activity => facts.Find<CalendarEntry>(NoticeIds.Thread(notice.ContactId, activity)))
            .OfType<CalendarEntry>()
            .ToDictionary(entry => entry.Id);
        var written = writer.Write(
            notice,
            activities,
            calendar,
            now,
            facts.Find<Template>(TemplateKey.For(notice.Kind, notice.Recipient.Language).Id),
            forms.TryGetValue(notice.Channel, out var form) ? form : TextForms.Whole);
        var goesAt = GoesAt(notice, now);
        if (written.WithoutCalendar is { } why)
        {
            LogWithoutCalendar(log, notice.Id, notice.Kind, why);
        }

        written.Calendar.ToList().ForEach(facts.Learn);
        session.Insert(written.Letter);
        session.Enqueue(notice, goesAt);
        return new Composed(written.Letter.Subject, written.Letter.Text, now, written.WithoutCalendar);
    }

    private DateTimeOffset GoesAt(Notice notice, DateTimeOffset now) =>
        KindRules.Of(notice.Kind).CanWait && ChoiceOf(notice.ContactId).QuietHours is { } quiet ? quiet.EndAfter(now) : now;

    private void Want(ContactId recipient, NotificationContent content) => facts
        .Want<Preferences>(recipient.Value)
        // Which language they want is not known before.
        .Want<Template>(Languages.All.Select(language => TemplateKey.For(content.Kind, language).Id))
        .Want<KnownActivity>(content.Activities.Select(activity => activity.Value))
        .Want<CalendarEntry>(content.Activities.Select(activity => NoticeIds.Thread(recipient, activity)))
        .Want<WithdrawnSurvey>(content is SurveyContent survey ? [survey.ActivityId.Value] : [])
        .Want<KnownRegistration>(content is MovedContent { From: var from } ? [from.RegistrationId.Value] : []);

    [LoggerMessage(LogLevel.Error, "{Notification} ({Kind}) has failed: {Reason}")]
    private static partial void LogCannotBeComposed(ILogger logger, Guid notification, NotificationKind kind, string reason);

    [LoggerMessage(LogLevel.Error, "{Notification} ({Kind}) goes without its calendar part: {Reason}")]
    private static partial void LogWithoutCalendar(ILogger logger, Guid notification, NotificationKind kind, string reason);
}
