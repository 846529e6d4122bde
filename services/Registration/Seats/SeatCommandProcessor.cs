using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Decides everything about seats, as the single writer of each activity's stream. Commands that wait are taken together, each decided on the state
/// that the one before it left, all their events appended in one commit, and each is answered only after it. So an opening rush
/// costs one commit per batch instead of one per person; a single command goes at once.
/// </summary>
/// <remarks>
/// The states are cached with their streams' versions (<see cref="ActivitySeatsCache"/>), and every append says which version it was decided
/// on: the database refuses it when another instance has written meanwhile, and then it is decided again on what is
/// there. Overbooking is ruled out by that version, never by the cache.
/// </remarks>
public sealed partial class SeatCommandProcessor(
    IDocumentStore store, ActivitySeatsCache cache, IHttpContextAccessor request, ILogger<SeatCommandProcessor> log) : BackgroundService
{
    private const int LargestBatch = 256;
    private const int Attempts = 8;

    private readonly Channel<SeatCommand> waiting = Channel.CreateBounded<SeatCommand>(
        new BoundedChannelOptions(20_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Decides on one activity's seats.</summary>
    /// <param name="decide">Pure; may be called more than once.</param>
    public async Task<DecisionResult<ActivitySeats>> DecideAsync(
        ActivityId activity, Func<ActivitySeats, Decision> decide, CancellationToken cancellationToken)
    {
        var both = await DecideAsync([activity], seats => [decide(seats[0])], cancellationToken);
        return both[0];
    }

    /// <summary>Decides on the seats of several activities at once: all of it happens, or nothing.</summary>
    /// <param name="decide">A decision for each activity, in the same order; one refusal refuses all.</param>
    public async Task<IReadOnlyList<DecisionResult<ActivitySeats>>> DecideAsync(
        IReadOnlyList<ActivityId> activities,
        Func<IReadOnlyList<ActivitySeats>, IReadOnlyList<Decision>> decide,
        CancellationToken cancellationToken)
    {
        var command = new SeatCommand(
            activities.Select(activity => activity.Value).ToArray(), decide, Activity.Current, StoredActors.Of(request.HttpContext));
        await waiting.Writer.WriteAsync(command, cancellationToken);

        // Not cancelled when the client disconnects: it may be committed already.
        return await command.Answer.Task;
    }

    /// <summary>Commands that already wait are still handled; no new ones are taken.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<SeatCommand>(LargestBatch);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && waiting.Reader.TryRead(out var command))
            {
                batch.Add(command);
            }

            await DecideAsync(batch);
        }
    }

    /// <summary>
    /// Decides a batch as a whole, again when somebody else wrote to one of its streams meanwhile; and one by one when
    /// that does not help, so that one command does not make another fail.
    /// </summary>
    private async Task DecideAsync(List<SeatCommand> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CommitAsync(batch);
                return;
            }
            catch (Exception failure)
            {
                batch.ForEach(Forget);
                if (ConcurrencyErrors.IsOne(failure) && attempt < Attempts)
                {
                    continue;
                }

                if (batch.Count == 1)
                {
                    batch[0].Answer.TrySetException(failure);
                    return;
                }

                LogOneByOne(log, batch.Count, failure.GetType().Name);
                foreach (var command in batch)
                {
                    await DecideAsync([command]);
                }

                return;
            }
        }
    }

    private void Forget(SeatCommand command)
    {
        foreach (var stream in command.Streams.Concat(command.Others))
        {
            cache.Forget(stream);
        }
    }

    private async Task CommitAsync(List<SeatCommand> batch)
    {
        using var span = CommitSpan.Start(batch.Select(command => command.Cause));
        await using var session = store.LightweightSession();
        var streams = new Dictionary<Guid, StreamInBatch>();
        foreach (var id in batch.SelectMany(command => command.Streams).Distinct())
        {
            var (seats, version) = cache.TryGet(id) ?? await cache.ReadAsync(session, id, CancellationToken.None);
            streams[id] = new StreamInBatch(seats, version);
        }

        var answers = new List<(SeatCommand Command, DecisionResult<ActivitySeats>[] Answer)>(batch.Count);
        foreach (var command in batch)
        {
            answers.Add((command, await DecideAsync(command, streams, session)));
        }

        // The version of an append proves that it was decided on the current state.
        // A refusal or a repeat appends nothing, so its version has to be checked.
        var unproved = streams.Where(each => each.Value.Events.Count == 0).ToList();
        if (unproved.Count > 0)
        {
            await cache.ProveAsync(unproved.ToDictionary(each => each.Key, each => each.Value.Loaded), CancellationToken.None);
        }

        // In the order of their ids, so that two instances never deadlock.
        foreach (var (id, stream) in streams.Where(each => each.Value.Events.Count > 0).OrderBy(each => each.Key))
        {
            session.Events.Append(id, stream.Events).ExpectedVersionOnServer = stream.Loaded;
        }

        await session.SaveChangesAsync(CancellationToken.None);
        foreach (var (id, stream) in streams)
        {
            cache.Keep(id, stream.Seats, stream.Version);
        }

        foreach (var (command, answer) in answers)
        {
            command.Answer.TrySetResult(answer);
        }
    }

    private async Task<DecisionResult<ActivitySeats>[]> DecideAsync(SeatCommand command, Dictionary<Guid, StreamInBatch> streams, IDocumentSession session)
    {
        var involved = command.Streams.Select(id => streams[id]).ToArray();
        var before = involved.Select(stream => stream.Seats).ToArray();
        var decisions = command.Decide(before);
        var refusal = decisions.FirstOrDefault(decision => decision.Refusal is not null)?.Refusal;
        var others = new List<(StreamInBatch Stream, ActivitySeats Slot)>();
        if (refusal is null)
        {
            var after = before.Zip(decisions, (seats, decision) => decision.Events.Aggregate(seats, (state, @event) => state.Evolve(@event))).ToArray();
            var taken = OfficersTime.TakenBy(before, after);
            others = await OthersOfOfficersAsync(taken, command, streams, session);
            refusal = OfficersTime.RefusalOf(taken, [.. others.Select(other => after.FirstOrDefault(each => each.Id == other.Stream.Seats.Id) ?? other.Stream.Seats)]);

            // What Scheduling says is so, whatever it does to those who are registered.
            if (decisions.Any(decision => decision.Events.Any(@event => @event is ActivityAnnounced)))
            {
                refusal = null;
            }
        }

        for (var i = 0; i < involved.Length && refusal is null; i++)
        {
            foreach (var @event in decisions[i].Events)
            {
                involved[i].Append(@event, command.Cause?.Id, command.By, session);
            }
        }

        // In the others' streams too, so that two instances cannot book one person twice without one of them noticing.
        foreach (var (other, slot) in refusal is null ? others.Where(each => each.Stream.Seats.Facts is { IsSlot: true }) : [])
        {
            other.Append(new OfficerBookedElsewhere(slot.ActivityId), command.Cause?.Id, command.By, session);
        }

        if (refusal is null)
        {
            await OfferFreedAsync(OfficersTime.FreedBy(before, [.. involved.Select(stream => stream.Seats)]), session);
        }

        return [.. involved.Select((stream, i) => new DecisionResult<ActivitySeats>(stream.Seats, stream.Version, refusal, refusal is null ? decisions[i].Events : []))];
    }

    /// <summary>What else their officers have at the same time, which is of the batch from now on; each with the slot that takes them.</summary>
    private async Task<List<(StreamInBatch Stream, ActivitySeats Slot)>> OthersOfOfficersAsync(
        IReadOnlyList<ActivitySeats> taken, SeatCommand command, Dictionary<Guid, StreamInBatch> streams, IDocumentSession session)
    {
        if (taken.Count == 0)
        {
            return [];
        }

        command.Others.Clear();
        foreach (var id in (await session.ElsewhereAsync(taken, CancellationToken.None)).Select(activity => activity.Value))
        {
            command.Others.Add(id);
            if (!streams.ContainsKey(id))
            {
                var (seats, version) = cache.TryGet(id) ?? await cache.ReadAsync(session, id, CancellationToken.None);
                streams[id] = new StreamInBatch(seats, version);
            }
        }

        return [.. taken.SelectMany(slot => command.Others.Select(id => streams[id]).Where(other => OfficersTime.IsShared(slot, other.Seats)).Select(other => (other, slot)))];
    }

    /// <summary>Whoever waits for an earlier time may want what an officer could not be booked for until now.</summary>
    private async Task OfferFreedAsync(IReadOnlyList<ActivitySeats> freed, IDocumentSession session)
    {
        foreach (var id in freed.Count == 0 ? [] : await session.ElsewhereAsync(freed, CancellationToken.None))
        {
            var (slot, _) = cache.TryGet(id.Value) ?? await cache.ReadAsync(session, id.Value, CancellationToken.None);
            if (OfficersTime.IsToTake(slot) && slot.Facts is { Phase: ActivityPhase.Open, EditionId: var edition })
            {
                session.Insert(new FreedSlot(Guid.CreateVersion7(), id, edition.Value));
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "A batch of {Count} is decided one by one after {Reason}")]
    private static partial void LogOneByOne(ILogger logger, int count, string reason);
}
