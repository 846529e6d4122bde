using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Decides everything about seats. Commands that wait are taken together, each decided on the state that the one
/// before it left, all their events appended in one commit, and each is answered only after it. So an opening rush
/// costs a commit a batch instead of a commit a person; a single command goes at once.
/// </summary>
/// <remarks>
/// The states are kept in memory with their streams' versions, and every append says which version it was decided
/// on: the database refuses it when another instance has written meanwhile, and then it is decided again on what is
/// there. Overbooking is ruled out by that version, never by the memory.
/// </remarks>
public sealed partial class BoxOffice(IDocumentStore store, SeatsInMemory memory, ILogger<BoxOffice> log) : BackgroundService
{
    private const int LargestBatch = 256;
    private const int Attempts = 8;

    private readonly Channel<Command> waiting = Channel.CreateBounded<Command>(
        new BoundedChannelOptions(20_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Decides on one activity's seats.</summary>
    /// <param name="decide">Pure; may be called more than once.</param>
    public async Task<Decided<ActivitySeats>> DecideAsync(
        ActivityId activity, Func<ActivitySeats, Decision> decide, CancellationToken cancellationToken)
    {
        var both = await DecideAsync([activity], seats => [decide(seats[0])], cancellationToken);
        return both[0];
    }

    /// <summary>Decides on the seats of several activities at once: all of it happens, or nothing.</summary>
    /// <param name="decide">A decision for each activity, in the same order; one refusal refuses all.</param>
    public async Task<IReadOnlyList<Decided<ActivitySeats>>> DecideAsync(
        IReadOnlyList<ActivityId> activities,
        Func<IReadOnlyList<ActivitySeats>, IReadOnlyList<Decision>> decide,
        CancellationToken cancellationToken)
    {
        var command = new Command(activities.Select(activity => activity.Value).ToArray(), decide, Activity.Current);
        await waiting.Writer.WriteAsync(command, cancellationToken);

        // Not given up when the asker hangs up: it may be committed already.
        return await command.Answer.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Command>(LargestBatch);
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                batch.Clear();
                while (batch.Count < LargestBatch && waiting.Reader.TryRead(out var command))
                {
                    batch.Add(command);
                }

                await DecideAsync(batch);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            waiting.Writer.Complete();
            while (waiting.Reader.TryRead(out var command))
            {
                command.Answer.TrySetException(new OperationCanceledException("The service is stopping.", stoppingToken));
            }
        }
    }

    private async Task DecideAsync(List<Command> batch)
    {
        try
        {
            await CommitAsync(batch);
        }
        catch (Exception failure) when (Races.IsLost(failure) || batch.Count > 1)
        {
            // Somebody else wrote to one of the streams, or one command is at fault: each by itself, so that none
            // suffers for another.
            LogOneByOne(log, batch.Count, failure.GetType().Name);
            foreach (var command in batch)
            {
                await DecideAloneAsync(command);
            }
        }
        catch (Exception failure)
        {
            Forget(batch[0]);
            batch[0].Answer.TrySetException(failure);
        }
    }

    private async Task DecideAloneAsync(Command command)
    {
        for (var attempt = 1; ; attempt++)
        {
            Forget(command);
            try
            {
                await CommitAsync([command]);
                return;
            }
            catch (Exception failure) when (Races.IsLost(failure) && attempt < Attempts)
            {
            }
            catch (Exception failure)
            {
                Forget(command);
                command.Answer.TrySetException(failure);
                return;
            }
        }
    }

    private void Forget(Command command)
    {
        foreach (var stream in command.Streams)
        {
            memory.Forget(stream);
        }
    }

    private async Task CommitAsync(List<Command> batch)
    {
        await using var session = store.LightweightSession();
        var streams = new Dictionary<Guid, Stream>();
        foreach (var id in batch.SelectMany(command => command.Streams).Distinct())
        {
            var (seats, version) = memory.TryGet(id) ?? await memory.ReadAsync(session, id, CancellationToken.None);
            streams[id] = new Stream(seats, version);
        }

        var answers = new List<(Command Command, Decided<ActivitySeats>[] Answer)>(batch.Count);
        foreach (var command in batch)
        {
            answers.Add((command, Decide(command, streams, session)));
        }

        foreach (var (id, stream) in streams.Where(each => each.Value.Events.Count > 0))
        {
            session.Events.Append(id, stream.Events).ExpectedVersionOnServer = stream.Loaded;
        }

        await session.SaveChangesAsync(CancellationToken.None);
        foreach (var (id, stream) in streams)
        {
            memory.Keep(id, stream.Seats, stream.Version);
        }

        foreach (var (command, answer) in answers)
        {
            command.Answer.TrySetResult(answer);
        }
    }

    private static Decided<ActivitySeats>[] Decide(Command command, Dictionary<Guid, Stream> streams, IDocumentSession session)
    {
        var involved = command.Streams.Select(id => streams[id]).ToArray();
        var decisions = command.Decide(involved.Select(stream => stream.Seats).ToArray());
        var refused = decisions.FirstOrDefault(decision => decision.Refusal is not null);
        var answer = new Decided<ActivitySeats>[involved.Length];
        for (var i = 0; i < involved.Length; i++)
        {
            var events = refused is null ? decisions[i].Events : [];
            foreach (var @event in events)
            {
                involved[i].Append(@event, command, session);
            }

            answer[i] = new Decided<ActivitySeats>(involved[i].Seats, involved[i].Version, refused?.Refusal, events);
        }

        return answer;
    }

    [LoggerMessage(LogLevel.Debug, "A batch of {Count} is decided one by one after {Reason}")]
    private static partial void LogOneByOne(ILogger logger, int count, string reason);

    /// <summary>Somebody who waits at the box office.</summary>
    private sealed record Command(
        Guid[] Streams, Func<IReadOnlyList<ActivitySeats>, IReadOnlyList<Decision>> Decide, Activity? Cause)
    {
        public TaskCompletionSource<Decided<ActivitySeats>[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A stream within a batch: what was loaded, and what the commands so far made of it.</summary>
    private sealed class Stream(ActivitySeats seats, long loaded)
    {
        public long Loaded => loaded;

        public ActivitySeats Seats { get; private set; } = seats;

        public List<object> Events { get; } = [];

        public long Version => loaded + Events.Count;

        public void Append(object data, Command command, IDocumentSession session)
        {
            Seats = Seats.Evolve(data);
            Events.Add(Traced(session.Events.BuildEvent(data), command.Cause));
            if (EntryOf(data) is { } id)
            {
                session.Insert(new RegistrationEntry(id, Seats.ActivityId));
            }
        }

        private static RegistrationId? EntryOf(object data) => data switch
        {
            SeatsConfirmed confirmed => confirmed.Booking.Id,
            SeatsWaitlisted waitlisted => waitlisted.Booking.Id,
            SeatsMovedHere moved => moved.Booking.Id,
            _ => null,
        };

        // A session is shared by many requests here, so each event gets the trace of its own.
        private static IEvent Traced(IEvent @event, Activity? cause)
        {
            if (cause is not null)
            {
                @event.CorrelationId = cause.TraceId.ToHexString();
                @event.CausationId = cause.SpanId.ToHexString();
                @event.SetHeader(TracedSessions.TraceParent, cause.Id!);
            }

            return @event;
        }
    }
}

/// <summary>The states of the activities that were asked for lately, with their streams' versions.</summary>
public sealed class SeatsInMemory
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<Guid, (ActivitySeats Seats, long Version)> states = [];

    public (ActivitySeats Seats, long Version)? TryGet(Guid id) => states.TryGetValue(id, out var known) ? known : null;

    public void Keep(Guid id, ActivitySeats seats, long version)
    {
        if (states.Count >= Most && !states.ContainsKey(id))
        {
            // Any will do: what is asked for again is read again.
            states.TryRemove(states.Keys.First(), out _);
        }

        states.AddOrUpdate(id, (seats, version), (_, known) => known.Version > version ? known : (seats, version));
    }

    public void Forget(Guid id) => states.TryRemove(id, out _);

    /// <summary>The state as it is stored now: what is in memory and the events that came after it.</summary>
    public async Task<(ActivitySeats Seats, long Version)> ReadAsync(IQuerySession session, Guid id, CancellationToken cancellationToken)
    {
        var (seats, version) = TryGet(id) ?? (ActivitySeats.Initial with { Id = id }, 0);
        var newer = await session.Events.FetchStreamAsync(id, fromVersion: version + 1, token: cancellationToken);
        foreach (var @event in newer)
        {
            seats = seats.Evolve(@event.Data);
            version = @event.Version;
        }

        if (newer.Count > 0)
        {
            Keep(id, seats, version);
        }

        return (seats, version);
    }
}
