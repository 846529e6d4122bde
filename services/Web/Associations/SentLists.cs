namespace BusinessFocus.Web.Associations;

/// <summary>
/// The spreadsheets between sending and saying yes, in memory alone: they are people's data. After a restart, or an hour, a file is sent once more.
/// </summary>
public sealed class SentLists : IDisposable
{
    private const long MostBytes = 100 * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, SentList> lists = [];
    private readonly TimeProvider clock;
    private readonly ITimer timer;

    public SentLists(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(_ => ForgetOld(), null, Between, Between);
    }

    /// <summary>Also in place of what was known of the same file; the oldest leave where there are too many.</summary>
    public void Keep(SentList list)
    {
        lock (gate)
        {
            lists[list.Id] = list;
            foreach (var oldest in lists.Values.Where(each => each.Id != list.Id).OrderBy(each => each.SentAt).ToList())
            {
                if (lists.Values.Sum(each => (long)each.Content.Length) <= MostBytes)
                {
                    break;
                }

                lists.Remove(oldest.Id);
            }
        }
    }

    /// <summary>Null where it is not there any more, or is another's.</summary>
    public SentList? Find(Guid id, string association)
    {
        lock (gate)
        {
            return lists.TryGetValue(id, out var list) && list.Association == association && IsKept(list) ? list : null;
        }
    }

    public void Dispose() => timer.Dispose();

    private bool IsKept(SentList list) => clock.GetUtcNow() - list.SentAt < Kept;

    private void ForgetOld()
    {
        lock (gate)
        {
            foreach (var old in lists.Values.Where(each => !IsKept(each)).ToList())
            {
                lists.Remove(old.Id);
            }
        }
    }
}
