using System.Globalization;
using System.Security.Cryptography;

namespace BusinessFocus.Gateway.Live;

/// <summary>An event as this instance sent it.</summary>
/// <param name="Number">1, 2, 3 … of this instance.</param>
/// <param name="Whom">Who is to hear it.</param>
public sealed record SentEvent(long Number, LiveEvent Event, Func<Listener, bool> Whom);

/// <summary>
/// The latest events of this instance, for those who reconnect: of each subject the newest. Its ids are its own, because another instance
/// may send the same in another order. Not thread-safe.
/// </summary>
public sealed class RecentEvents
{
    /// <summary>Subjects: the seats of more activities than there are, and what came into inboxes meanwhile.</summary>
    public const int Most = 5_000;

    private readonly string instance = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly ConflatingQueue<SentEvent> told = new();
    private long last;
    private long forgotten;

    /// <summary>The id of the last event.</summary>
    public string Here => IdOf(last);

    public SentEvent Keep(LiveEvent @event, Func<Listener, bool> whom)
    {
        var next = new SentEvent(last + 1, @event.With(IdOf(last + 1)), whom);
        last = next.Number;
        told.Put(@event.Subject, next);
        if (told.Count > Most && told.TryTakeFirst(out var oldest))
        {
            forgotten = oldest.Number;
        }

        return next;
    }

    /// <summary>What was told after this id, the first first; null where that cannot be said: it is another instance's, or too long ago.</summary>
    public IReadOnlyList<SentEvent>? After(string id) =>
        NumberOf(id) is { } number && number >= forgotten && number <= last
            ? [.. told.Backwards().TakeWhile(each => each.Number > number).Reverse()]
            : null;

    private string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{instance}-{number}");

    private long? NumberOf(string id) =>
        id.Split('-') is [var of, var text] && of == instance && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
