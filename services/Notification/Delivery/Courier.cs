using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Writing;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Telemetry;
using JasperFx.Events;
using Marten;

namespace BusinessFocus.Notification.Delivery;

/// <summary>
/// Delivers a channel's letters: claims what is due, a page at a time, records that it is handed over, lets several
/// carriers hand over at once, and records the answers, as many as have come together. Several instances of the
/// service share the line.
/// </summary>
public sealed partial class Courier(
    IChannel channel,
    IDocumentStore store,
    DeliverySettings settings,
    CourierWakeup wakeup,
    IStopsNotices stops,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<Courier> log) : BackgroundService
{
    /// <summary>Letters that one instance holds at a time, a carrier: enough that none waits for the next claim, and few enough for their lease.</summary>
    private const int HeldByCarrier = 16;

    /// <summary>A carrier without work lets go of its connection after that.</summary>
    private static readonly TimeSpan Restless = TimeSpan.FromSeconds(10);

    /// <summary>How long those under way may go on when the service stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>A server that is away is asked at least so often whether it is back.</summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(30);

    /// <summary>How late a letter may come to its slot: enough for the polls and for a full hand.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(5);

    private readonly int holds = channel.Carriers * HeldByCarrier;
    private readonly Paces paces = new(channel.PerDomain, Punctual);
    private int held;
    private volatile bool isAway;

    private sealed record Held(DueDelivery Due, Letter Letter, long ClaimedAt);

    private sealed record Answered(Held Held, Answer Answer, string? TraceParent);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var end = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => end.CancelAfter(Grace));
        var letters = Channel.CreateUnbounded<Held>(new UnboundedChannelOptions { SingleWriter = true });
        var answers = Channel.CreateUnbounded<Answered>(new UnboundedChannelOptions { SingleReader = true });

        var record = RecordAsync(answers.Reader, end.Token);
        var carriers = Enumerable.Range(0, channel.Carriers).Select(_ => CarryAsync(letters.Reader, answers.Writer, end.Token)).ToArray();
        await ClaimAsync(letters.Writer, stoppingToken);
        letters.Writer.Complete();
        await Task.WhenAll(carriers);
        answers.Writer.Complete();
        await record;
    }

    private async Task ClaimAsync(ChannelWriter<Held> letters, CancellationToken cancellationToken)
    {
        var pause = settings.FirstPause;
        var knowsSlots = !paces.AreAny;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!knowsSlots)
                {
                    await ResumePacesAsync(cancellationToken);
                    knowsSlots = true;
                }

                // While the server is away, one letter at a time tries whether it is back.
                var most = isAway ? 1 - held : holds - held;
                var (claimed, looked) = most > 0 ? await ClaimAsync(most, cancellationToken) : ([], 0);
                foreach (var each in claimed)
                {
                    await letters.WriteAsync(each, cancellationToken);
                }

                if (looked < most || most <= 0)
                {
                    await wakeup.WaitAsync(channel.Name, settings.Poll, cancellationToken);
                }

                if (isAway)
                {
                    await Task.Delay(pause, clock, cancellationToken);
                    pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Math.Min(settings.LongestPause.Ticks, LongestAbsence.Ticks)));
                }
                else
                {
                    pause = settings.FirstPause;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogClaimFailed(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None);
            }
        }
    }

    /// <summary>What letters were promised before this instance began holds.</summary>
    private async Task ResumePacesAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = store.QuerySession();
        foreach (var (domain, slot) in await session.LastSlotsAsync(channel.Name, now, cancellationToken))
        {
            paces.Resume(domain, slot, now);
        }
    }

    /// <returns>What may go, and how many were looked at for it.</returns>
    private async Task<(IReadOnlyList<Held> Claimed, int Looked)> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        IReadOnlyList<DueDelivery> found = [];
        try
        {
            return await ClaimAsync(
                async (session, now) => found = await session.ClaimAsync(channel.Name, most, now, settings.Lease, cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (found.Count > 0 && !Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested)
        {
            // Somebody wrote to one of them meanwhile (an erasure, say), or something is wrong with it: it stops no other.
            LogClaimTogetherFailed(log, failure, found.Count);
            var claimed = new List<Held>();
            foreach (var each in found)
            {
                claimed.AddRange(await ClaimAloneAsync(each.NoticeId, cancellationToken));
            }

            return (claimed, found.Count);
        }
    }

    private async Task<IReadOnlyList<Held>> ClaimAloneAsync(Guid notice, CancellationToken cancellationToken)
    {
        try
        {
            var (claimed, _) = await ClaimAsync(
                (session, now) => session.ClaimAsync(notice, now, settings.Lease, cancellationToken), cancellationToken);
            return claimed;
        }
        catch (Exception failure) when (Races.IsLost(failure) || (Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested))
        {
            // It is still due: the next claim decides on what the others made of it.
            return [];
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogClaimAloneFailed(log, failure, notice);
            await PutOffAsync(notice, cancellationToken);
            return [];
        }
    }

    /// <param name="claim">Which ones, in the session's transaction.</param>
    private async Task<(IReadOnlyList<Held> Claimed, int Looked)> ClaimAsync(
        Func<IDocumentSession, DateTimeOffset, Task<IReadOnlyList<DueDelivery>>> claim, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var claimedAt = clock.GetTimestamp();
        await using var session = store.LightweightSession();
        var found = await claim(session, now);
        if (found.Count == 0)
        {
            return ([], 0);
        }

        var due = await HoldBackAsync(session, found, now, cancellationToken);
        var letters = (await session.LoadManyAsync<Letter>(cancellationToken, due.Select(each => each.NoticeId))).ToDictionary(letter => letter.Id);
        var streams = await FetchAsync(session, due.Select(each => each.NoticeId), cancellationToken);
        var stopped = await stops.FindAsync(session, [.. streams.Values.Select(stream => stream.Aggregate).OfType<Notice>()], now, cancellationToken);
        var claimed = new List<Held>();
        var happened = new List<(Notice, object)>();
        foreach (var each in due)
        {
            var notice = streams[each.NoticeId].Aggregate;
            var decision = notice is null ? Decision.Nothing : Deliver.HandOver(notice, now, stopped.TryGetValue(each.NoticeId, out var why) ? why : null);
            if (decision.Events is [Suppressed])
            {
                Append(streams[each.NoticeId], decision, each.TraceParent);
                session.Dequeue([each.NoticeId]);
                session.Delete<Letter>(each.NoticeId);
                continue;
            }

            if (decision.Events.Count == 0 || !letters.TryGetValue(each.NoticeId, out var letter))
            {
                session.Dequeue([each.NoticeId]);
                continue;
            }

            Append(streams[each.NoticeId], decision, each.TraceParent);
            happened.AddRange(decision.Events.Select(@event => (notice!, @event)));
            claimed.Add(new Held(each, letter, claimedAt));
        }

        await session.SaveChangesAsync(cancellationToken);
        Count(happened);
        Interlocked.Add(ref held, claimed.Count);
        return (claimed, found.Count);
    }

    /// <summary>Puts back what may not go yet by the pace of its domain; nothing has happened to it.</summary>
    /// <returns>What may go.</returns>
    private async Task<IReadOnlyList<DueDelivery>> HoldBackAsync(
        IDocumentSession session, IReadOnlyList<DueDelivery> found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var may = found.ToLookup(each => paces.MayGo(each.Domain, each.Slot, now));
        foreach (var domain in may[false].GroupBy(each => each.Domain))
        {
            var slots = paces.From(domain.Key, now);
            var given = await session.GiveSlotsAsync(
                channel.Name, domain.Key, [.. domain.Select(each => each.NoticeId)], slots, now, paces.GoneBefore(now), cancellationToken);
            paces.Take(domain.Key, slots.After(given), now);
        }

        return [.. may[true]];
    }

    private async Task CarryAsync(ChannelReader<Held> letters, ChannelWriter<Answered> answers, CancellationToken cancellationToken)
    {
        await using var carrier = channel.NewCarrier();
        while (await NextAsync(letters, carrier, cancellationToken) is { } next)
        {
            // When its lease would run out on the way, somebody else takes it: better late than twice.
            if (clock.GetElapsedTime(next.ClaimedAt) + settings.Timeout > settings.Lease)
            {
                Release(1);
                continue;
            }

            using var span = StartSpan(next.Due.TraceParent);
            span?.SetTag("notification.id", next.Due.NoticeId);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(settings.Timeout);
            var answer = await HandOverAsync(carrier, next.Letter, limit.Token);
            if (cancellationToken.IsCancellationRequested)
            {
                // Whether it arrived nobody knows: its lease tells.
                return;
            }

            span?.SetStatus(answer.Kind == AnswerKind.Accepted ? ActivityStatusCode.Ok : ActivityStatusCode.Error, answer.Kind.ToString());
            NoteAbsence(answer);
            await answers.WriteAsync(new Answered(next, answer, span?.Id ?? next.Due.TraceParent), cancellationToken);
        }
    }

    /// <summary>The next letter; null when there will be no more.</summary>
    private async Task<Held?> NextAsync(ChannelReader<Held> letters, ICarrier carrier, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (letters.TryRead(out var next))
                {
                    return next;
                }

                var more = letters.WaitToReadAsync(cancellationToken).AsTask();
                try
                {
                    await more.WaitAsync(Restless, clock, cancellationToken);
                }
                catch (TimeoutException)
                {
                    await carrier.RestAsync();
                }

                if (!await more)
                {
                    return null;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<Answer> HandOverAsync(ICarrier carrier, Letter letter, CancellationToken cancellationToken)
    {
        try
        {
            return await carrier.HandOverAsync(letter, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new Answer(AnswerKind.Unavailable, $"No answer within {settings.Timeout.TotalSeconds:0} s.", MayHaveArrived: true);
        }
        catch (Exception failure)
        {
            // Something about this very letter that nobody foresaw: it must not stop the others.
            LogCarryFailed(log, failure, letter.Id);
            return new Answer(AnswerKind.TryLater, failure.GetType().Name);
        }
    }

    private Activity? StartSpan(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? ServiceTelemetry.Source.StartActivity(channel.Span, ActivityKind.Client, parent)
            : ServiceTelemetry.Source.StartActivity(channel.Span, ActivityKind.Client);

    private void NoteAbsence(Answer answer)
    {
        var wasAway = isAway;
        isAway = answer.Kind == AnswerKind.Unavailable;
        if (isAway && !wasAway)
        {
            LogUnavailable(log, channel.Name, answer.Text);
        }
    }

    private async Task RecordAsync(ChannelReader<Answered> answers, CancellationToken cancellationToken)
    {
        try
        {
            while (await answers.WaitToReadAsync(cancellationToken))
            {
                var together = new List<Answered>();
                while (together.Count < holds && answers.TryRead(out var answered))
                {
                    together.Add(answered);
                }

                await RecordUntilStoredAsync(together, cancellationToken);
                Release(together.Count);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is not recorded comes due again when its lease runs out.
        }
    }

    private async Task RecordUntilStoredAsync(IReadOnlyList<Answered> together, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RecordAsync(together, cancellationToken);
                return;
            }
            catch (Exception failure) when (Races.IsLost(failure))
            {
                // Somebody wrote to one of them (an erasure, say): decide again on what they made of it.
                await Task.Delay(TimeSpan.FromMilliseconds(10), clock, cancellationToken);
            }
            catch (Exception failure) when (Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested)
            {
                LogRecordFailed(log, failure, together.Count);
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogRecordFailed(log, failure, together.Count);
                await RecordApartAsync(together, cancellationToken);
                return;
            }
        }
    }

    /// <summary>One of them cannot be recorded: it stops no other.</summary>
    private async Task RecordApartAsync(IReadOnlyList<Answered> together, CancellationToken cancellationToken)
    {
        if (together is [var alone])
        {
            // It comes due as one whose answer nobody knows, and is a repeat then.
            await PutOffAsync(alone.Held.Due.NoticeId, cancellationToken);
            return;
        }

        foreach (var each in together)
        {
            await RecordUntilStoredAsync([each], cancellationToken);
        }
    }

    /// <summary>Lets one that nothing can be recorded of come due as late as can be; else it does when its lease runs out.</summary>
    private async Task PutOffAsync(Guid notice, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = store.LightweightSession();
            session.Postpone(notice, clock.GetUtcNow() + settings.LongestPause);
            await session.SaveChangesAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogPutOffFailed(log, failure, notice);
        }
    }

    private async Task RecordAsync(IReadOnlyList<Answered> together, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession();
        var streams = await FetchAsync(session, together.Select(each => each.Held.Due.NoticeId), cancellationToken);
        var done = new List<Guid>();
        var happened = new List<(Notice, object)>();
        foreach (var answered in together.DistinctBy(each => each.Held.Due.NoticeId))
        {
            var stream = streams[answered.Held.Due.NoticeId];
            var notice = stream.Aggregate!;
            var decision = Deliver.Conclude(notice, answered.Answer, settings.Patience, Random.Shared.NextDouble(), now);
            Append(stream, decision, answered.TraceParent);
            happened.AddRange(decision.Events.Select(@event => (notice, @event)));
            if (decision.Events is [Deferred deferred])
            {
                session.Postpone(notice.Id, deferred.Until);
            }
            else if (Deliver.IsSettled(notice, decision))
            {
                done.Add(notice.Id);
            }
        }

        session.Dequeue(done);
        session.DeleteWhere<Letter>(letter => letter.Id.IsOneOf(done));
        await session.SaveChangesAsync(cancellationToken);
        Count(happened);
    }

    private static async Task<Dictionary<Guid, IEventStream<Notice>>> FetchAsync(
        IDocumentSession session, IEnumerable<Guid> notices, CancellationToken cancellationToken)
    {
        var batch = session.CreateBatchQuery();
        var streams = notices.Distinct().ToDictionary(id => id, id => batch.Events.FetchForWriting<Notice>(id));
        await batch.Execute(cancellationToken);
        var fetched = new Dictionary<Guid, IEventStream<Notice>>();
        foreach (var (id, stream) in streams)
        {
            fetched[id] = await stream;
        }

        return fetched;
    }

    /// <summary>Each event goes on in the trace of its own notice, though many are recorded together.</summary>
    private static void Append(IEventStream<Notice> stream, Decision decision, string? traceParent)
    {
        stream.AppendMany(decision.Events);
        foreach (var @event in stream.Events)
        {
            if (ActivityContext.TryParse(traceParent, null, out var trace))
            {
                @event.CorrelationId = trace.TraceId.ToHexString();
                @event.CausationId = trace.SpanId.ToHexString();
                @event.SetHeader(TracedSessions.TraceParent, traceParent!);
            }
        }
    }

    private void Count(List<(Notice Notice, object Happened)> happened)
    {
        foreach (var (notice, @event) in happened)
        {
            metrics.Count(notice, @event);
        }
    }

    /// <summary>There is room for more, and the next of a thread may go.</summary>
    private void Release(int count)
    {
        Interlocked.Add(ref held, -count);
        wakeup.Pulse(channel.Name);
    }

    [LoggerMessage(LogLevel.Warning, "Claiming deliveries failed; it is tried again")]
    private static partial void LogClaimFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Claiming {Count} deliveries together failed; they are claimed one by one")]
    private static partial void LogClaimTogetherFailed(ILogger logger, Exception failure, int count);

    [LoggerMessage(LogLevel.Error, "{Notification} cannot be claimed; it is tried again later")]
    private static partial void LogClaimAloneFailed(ILogger logger, Exception failure, Guid notification);

    [LoggerMessage(LogLevel.Error, "{Notification} cannot be put off")]
    private static partial void LogPutOffFailed(ILogger logger, Exception failure, Guid notification);

    [LoggerMessage(LogLevel.Warning, "Recording {Count} answers failed; it is tried again")]
    private static partial void LogRecordFailed(ILogger logger, Exception failure, int count);

    [LoggerMessage(LogLevel.Error, "Handing over {Notification} failed")]
    private static partial void LogCarryFailed(ILogger logger, Exception failure, Guid notification);

    [LoggerMessage(LogLevel.Warning, "The server of the channel {Channel} takes nothing: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string channel, string reason);
}
