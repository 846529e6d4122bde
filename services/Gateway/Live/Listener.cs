using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BusinessFocus.Contracts;

namespace BusinessFocus.Gateway.Live;

/// <summary>One connection, and what waits to be sent over it. A reader that is too slow is dropped, and may reconnect (backpressure).</summary>
/// <param name="edition">The edition that it wants to hear of, by id or slug; null for none.</param>
/// <param name="inbox">The person who listens; null for somebody who did not say.</param>
public sealed class Listener(string? edition, ContactId? inbox)
{
    /// <summary>Subjects that may wait: more than an edition has activities.</summary>
    public const int Most = 1_000;

    private readonly Lock gate = new();

    /// <summary>In the order of the ids, so that whoever received one has received all before it.</summary>
    private readonly ConflatingQueue<LiveEvent> waiting = new();
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool isDropped;

    public string? Edition => edition;

    public ContactId? Inbox => inbox;

    public void Send(LiveEvent @event)
    {
        lock (gate)
        {
            waiting.Put(@event.Subject, @event);
            isDropped |= waiting.Count > Most;
            if (isDropped)
            {
                news.Writer.TryComplete();
            }
        }

        news.Writer.TryWrite(true);
    }

    /// <summary>It hears of nothing more.</summary>
    public void Drop()
    {
        lock (gate)
        {
            isDropped = true;
        }

        news.Writer.TryComplete();
    }

    /// <summary>What happens, until cancelled or dropped.</summary>
    public async IAsyncEnumerable<LiveEvent> HearAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await news.Reader.WaitToReadAsync(cancellationToken))
        {
            news.Reader.TryRead(out _);
            while (Next() is { } next)
            {
                yield return next;
            }
        }
    }

    private LiveEvent? Next()
    {
        lock (gate)
        {
            return !isDropped && waiting.TryTakeFirst(out var next) ? next : null;
        }
    }
}
