using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Decides everything about seats. Commands that wait are taken together, each decided on the state that the one
/// before it left, all their events appended in one commit, and each is answered only after it. So an opening rush
/// costs one commit per batch instead of one per person; a single command goes at once.
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

    /// <summary>Who waits already is still served; nobody new is taken.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Command>(LargestBatch);
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
    /// that does not help, so that no command suffers for another.
    /// </summary>
    private async Task DecideAsync(List<Command> batch)
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
                if (Races.IsLost(failure) && attempt < Attempts)
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

        // An append proves by its version that it was decided on what is there. A refusal or a repeat appends nothing,
        // so there it has to be asked.
        var unproved = streams.Where(each => each.Value.Events.Count == 0).ToList();
        if (unproved.Count > 0)
        {
            await memory.ProveAsync(unproved.ToDictionary(each => each.Key, each => each.Value.Loaded), CancellationToken.None);
        }

        // In the order of their ids, so that two instances never wait for each other in a circle.
        foreach (var (id, stream) in streams.Where(each => each.Value.Events.Count > 0).OrderBy(each => each.Key))
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
            var offered = Seats.Tally.Offered > 0 && (data as SeatsEvent)?.Registration() is { } id && Seats.Active(id)?.Status == AllocationStatus.Offered ? id : (RegistrationId?)null;
            Seats = Seats.Evolve(data);
            if (offered is { } ended && Seats.Active(ended)?.Status != AllocationStatus.Offered)
            {
                session.Delete<RunningOffer>(ended);
            }

            Events.Add(Traced(session.Events.BuildEvent(data), command.Cause));
            Index(data, session);
        }

        /// <summary>What has to be found without reading streams goes into the same commit.</summary>
        private void Index(object data, IDocumentSession session)
        {
            switch (data)
            {
                case BookingEvent { Booking: var booking } and (SeatsConfirmed or SeatsWaitlisted or SeatsMovedHere or SeatsWalkedIn or SeatsGranted { Waited: false }):
                    session.Insert(new RegistrationEntry(booking.Id, Seats.ActivityId, booking.Person.Id.Value));
                    break;
                case SeatsOffered offered:
                    session.Store(new RunningOffer(offered.Booking.Id, Seats.ActivityId, offered.Until));
                    break;
                case ActivityAnnounced { Facts: var facts }:
                    session.Store(EntryOf(facts));
                    if (facts.MembersUntil is { } until)
                    {
                        session.Store(new MembersWindow(Seats.ActivityId, until));
                    }

                    break;
                case PeopleForgotten forgotten:
                    session.Store(forgotten.Registrations.Select(id => new RegistrationEntry(id, Seats.ActivityId)).ToArray());
                    session.Store(new UnmaskedRegistrations(Guid.CreateVersion7(), Seats.ActivityId, forgotten.Registrations));
                    if (forgotten.Because == ForgottenBecause.KeptLongEnough)
                    {
                        session.Store(EntryOf(Seats.Facts!) with { IsForgotten = true });
                    }

                    break;
            }

            ActivityEntry EntryOf(ActivityFacts facts) => new(
                Seats.ActivityId,
                facts.EditionId.Value,
                facts.StartsAt,
                facts.EndsAt,
                facts.IsSlot ? (facts.Hosts ?? []).Select(host => host.Value).ToList() : []);
        }

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
public sealed class SeatsInMemory(NpgsqlDataSource database)
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

        if (version == 0)
        {
            // It does not exist yet, and nothing would tell when it does.
            return;
        }

        states.AddOrUpdate(id, (seats, version), (_, known) => known.Version > version ? known : (seats, version));
    }

    public void Forget(Guid id) => states.TryRemove(id, out _);

    /// <summary>Checks that streams are still at these versions, in one query.</summary>
    /// <exception cref="StaleStateException">One of them has gone on.</exception>
    public async Task ProveAsync(IReadOnlyDictionary<Guid, long> versions, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select id, version from mt_streams where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = versions.Keys.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (versions[reader.GetGuid(0)] != reader.GetInt64(1))
            {
                throw new StaleStateException();
            }
        }
    }

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

/// <summary>What was decided on is no longer what is stored: decide again.</summary>
public sealed class StaleStateException() : ConcurrencyException("The state in memory is older than the store's.", null);
