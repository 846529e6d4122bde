namespace BusinessFocus.Gateway.Live;

/// <summary>
/// So many connections that one address has at once, which an office may share. Where all places are taken, whoever comes gets the place of
/// whoever has had theirs longest: many who open a connection and do nothing with it shut nobody out. Whoever lost a place and still
/// listens comes back with the id of the last that they heard, and has missed nothing.
/// </summary>
public sealed class ListenerPlaces(IConfiguration configuration)
{
    private readonly int most = configuration.GetValue("RateLimits:Listeners", 200);
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedList<Listener>> taken = [];

    public void Take(string address, Listener listener)
    {
        Listener? longest = null;
        lock (gate)
        {
            if (!taken.TryGetValue(address, out var here))
            {
                taken[address] = here = new LinkedList<Listener>();
            }

            if (here.Count >= most && here.First is { } first)
            {
                here.RemoveFirst();
                longest = first.Value;
            }

            here.AddLast(listener);
        }

        longest?.Drop();
    }

    public void Leave(string address, Listener listener)
    {
        lock (gate)
        {
            if (taken.TryGetValue(address, out var here) && here.Remove(listener) && here.Count == 0)
            {
                taken.Remove(address);
            }
        }
    }
}
