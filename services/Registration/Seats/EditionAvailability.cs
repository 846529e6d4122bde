using System.Collections.Concurrent;
using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using Marten;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The availability of whole editions, kept in memory for a moment: when a programme is released, everybody asks. However many ask at
/// once, each edition is looked up once at a time, by one query for the versions of its activities; only what has changed is read again.
/// </summary>
public sealed class EditionAvailability(ActivitySeatsCache cache, ISessionFactory sessions, IOptions<JsonOptions> json, TimeProvider clock)
{
    /// <summary>How long an answer is given again without looking.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<EditionId, Kept> editions = [];

    /// <param name="Json">A <see cref="EditionAvailabilityView"/>.</param>
    /// <param name="Tag">Another one for another content.</param>
    /// <param name="At">When the store was asked.</param>
    public sealed record Answer(byte[] Json, string Tag, DateTimeOffset At);

    /// <param name="isNew">Whether the store is to be asked after this call began; else what was kept for a moment will do.</param>
    public async ValueTask<Answer> ReadAsync(EditionId edition, bool isNew, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var kept = editions.GetOrAdd(edition, _ => new Kept());
        if (kept.Newest is { } newest && WillDo(newest))
        {
            return newest.Answer;
        }

        await kept.Gate.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited may have what somebody else has read meanwhile.
            if (kept.Newest is { } meanwhile && WillDo(meanwhile))
            {
                return meanwhile.Answer;
            }

            var askedAt = clock.GetTimestamp();
            var (answer, isKnown) = await LoadAsync(edition, cancellationToken);
            if (isKnown)
            {
                kept.Newest = new(answer, askedAt);
            }
            else
            {
                // Anybody can ask for any id: what there is not is not remembered.
                editions.TryRemove(edition, out _);
            }

            return answer;
        }
        finally
        {
            kept.Gate.Release();
        }

        bool WillDo(Read read) => isNew ? read.AskedAt >= began : clock.GetElapsedTime(read.AskedAt) < KeptFor;
    }

    private async Task<(Answer Answer, bool IsKnown)> LoadAsync(EditionId edition, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var reads = sessions.QuerySession();
        var known = new List<(ActivitySeats Seats, long Version)>();
        var versions = await cache.VersionsInAsync(edition, cancellationToken);
        foreach (var (id, stored) in versions)
        {
            var read = cache.TryGet(id) is { } cached && cached.Version >= stored ? cached : await cache.ReadAsync(reads, id, cancellationToken);
            if (read.Seats.Facts?.EditionId == edition)
            {
                known.Add(read);
            }
        }

        // All of it is here: nothing has to be asked for what else an officer has.
        var taken = known.Select(each => each.Seats)
            .Where(OfficersTime.IsTaken)
            .SelectMany(seats => (seats.Facts!.Hosts ?? []).Select(host => (Host: host, Seats: seats)))
            .ToLookup(each => each.Host, each => each.Seats);

        // Who has no link to it does not find it here either.
        var views = known
            .Where(each => each.Seats.Facts is { IsListed: true })
            .Select(each => AvailabilityView.Of(each.Seats, now, each.Version, (each.Seats.Facts!.Hosts ?? []).SelectMany(host => taken[host])))
            .ToList();
        views.Sort((one, other) => one.ActivityId.Value.CompareTo(other.ActivityId.Value));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new EditionAvailabilityView(edition, views), json.Value.SerializerOptions);
        return (new Answer(bytes, ETags.HashOf(bytes), now), versions.Count > 0);
    }

    private sealed record Read(Answer Answer, long AskedAt);

    private sealed class Kept
    {
        private volatile Read? newest;

        public SemaphoreSlim Gate { get; } = new(1);

        public Read? Newest
        {
            get => newest;
            set => newest = value;
        }
    }
}
