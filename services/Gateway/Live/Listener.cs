using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BusinessFocus.Contracts;

namespace BusinessFocus.Gateway.Live;

/// <summary>One connection, and what waits to go over it. Who reads slower than things happen is dropped, and may come again.</summary>
/// <param name="edition">The edition that it wants to hear of, by id or slug; null for none.</param>
/// <param name="inbox">The person who listens; null for somebody who did not say.</param>
public sealed class Listener(string? edition, ContactId? inbox)
{
    /// <summary>Subjects that may wait: more than an edition has activities.</summary>
    public const int Most = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<object, LiveEvent> waiting = [];
    private readonly Channel<object> subjects = Channel.CreateBounded<object>(Most);
    private bool isDropped;

    public string? Edition => edition;

    public ContactId? Inbox => inbox;

    public void Tell(LiveEvent @event)
    {
        lock (gate)
        {
            var isWaiting = waiting.ContainsKey(@event.Subject);
            waiting[@event.Subject] = @event;
            if (!isWaiting && !subjects.Writer.TryWrite(@event.Subject))
            {
                // Too much waits.
                isDropped = true;
                subjects.Writer.TryComplete();
            }
        }
    }

    /// <summary>What happens, until cancelled or dropped.</summary>
    public async IAsyncEnumerable<LiveEvent> HearAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var subject in subjects.Reader.ReadAllAsync(cancellationToken))
        {
            LiveEvent? next;
            lock (gate)
            {
                if (isDropped)
                {
                    yield break;
                }

                waiting.Remove(subject, out next);
            }

            yield return next!;
        }
    }
}
