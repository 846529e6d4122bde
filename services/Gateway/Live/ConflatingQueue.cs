using System.Diagnostics.CodeAnalysis;

namespace BusinessFocus.Gateway.Live;

/// <summary>
/// A conflating queue: what is newest of each subject, in the order in which it came: something newer stands at the end, and no longer where the
/// older one was.
/// </summary>
public sealed class ConflatingQueue<T>
{
    private readonly LinkedList<(object Subject, T Newest)> line = [];
    private readonly Dictionary<object, LinkedListNode<(object Subject, T Newest)>> places = [];

    public int Count => places.Count;

    public void Put(object subject, T newest)
    {
        if (places.Remove(subject, out var older))
        {
            line.Remove(older);
        }

        places[subject] = line.AddLast((subject, newest));
    }

    public bool TryTakeFirst([MaybeNullWhen(false)] out T first)
    {
        if (line.First is not { Value: var (subject, newest) })
        {
            first = default;
            return false;
        }

        line.RemoveFirst();
        places.Remove(subject);
        first = newest;
        return true;
    }

    /// <summary>From the last to the first.</summary>
    public IEnumerable<T> Backwards()
    {
        for (var each = line.Last; each is not null; each = each.Previous)
        {
            yield return each.Value.Newest;
        }
    }
}
