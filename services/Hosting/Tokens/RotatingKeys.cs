using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>Keys for one purpose that an operator has followed by others.</summary>
public interface IRotatingKeys
{
    /// <summary>What they are for, as operators see it, for instance "links".</summary>
    string Purpose { get; }

    /// <summary>Makes the next one, and removes those whose time is over. Where there is one that does not sign yet, that one is the next.</summary>
    /// <returns>From when it signs, UTC.</returns>
    DateTimeOffset Rotate(DateTimeOffset now);
}

/// <summary>The keys of files that several instances read, read again every few seconds: long before a new one signs.</summary>
/// <param name="make">What a new file has.</param>
/// <param name="read">The key that a file's text is.</param>
public sealed class RotatingKeys<T>(KeyFiles files, KeySchedule schedule, Func<string> make, Func<string, T> read, TimeProvider clock) : IRotatingKeys
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, T> byText = [];
    private volatile Known? known;

    /// <param name="ReadAt">A timestamp of the clock.</param>
    private sealed record Known(IReadOnlyList<T> Keys, long ReadAt);

    public string Purpose => files.Name;

    /// <summary>The one that signs.</summary>
    public T Current => All[0];

    /// <summary>All that are good, the one that signs first. None where others make them, and have not yet.</summary>
    public IReadOnlyList<T> All => Fresh ?? Read();

    private IReadOnlyList<T>? Fresh => known is { Keys.Count: > 0 } now && clock.GetElapsedTime(now.ReadAt) < ReadEvery ? now.Keys : null;

    public DateTimeOffset Rotate(DateTimeOffset now)
    {
        lock (gate)
        {
            var there = files.Find();
            var good = schedule.At(there, each => each.From, now);
            foreach (var (file, _) in there.Except(good))
            {
                File.Delete(file);
            }

            var next = KeySchedule.NextAfter(good.Select(each => each.From), now);
            KeyFile.Keep(files.FileOf(next), make);
            ReadAnew();
            return next;
        }
    }

    private IReadOnlyList<T> Read()
    {
        lock (gate)
        {
            return Fresh ?? ReadAnew();
        }
    }

    private IReadOnlyList<T> ReadAnew()
    {
        var keys = Find();
        known = new Known(keys.Count > 0 ? keys : known?.Keys ?? [], clock.GetTimestamp());
        return known.Keys;
    }

    /// <summary>None also while the folder cannot be read: then those hold that are known.</summary>
    private IReadOnlyList<T> Find()
    {
        try
        {
            return
            [
                .. schedule.At(files.Find(), each => each.From, clock.GetUtcNow())
                    .Select(each => File.ReadAllText(each.File))
                    .Select(text => byText.TryGetValue(text, out var key) ? key : byText[text] = read(text)),
            ];
        }
        catch (Exception away) when (known is { Keys.Count: > 0 } && away is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

public static class RotatingKeys
{
    private const int SecretBytes = 32;

    /// <summary>Secrets of 256 bits; the first is made where there is none.</summary>
    public static RotatingKeys<byte[]> Secrets(string folder, string name, TimeProvider clock) =>
        Secrets(folder, name, KeySchedule.UntilTheFestivalIsOver, secret => secret, clock);

    /// <param name="read">What is made of a secret.</param>
    public static RotatingKeys<T> Secrets<T>(string folder, string name, KeySchedule schedule, Func<byte[], T> read, TimeProvider clock)
    {
        var files = new KeyFiles(folder, name, ".key");
        files.KeepOne(NewSecret);
        return new RotatingKeys<T>(files, schedule, NewSecret, text => read(Convert.FromHexString(text)), clock);
    }

    /// <summary>Secrets that another process makes: none while it has not.</summary>
    public static RotatingKeys<byte[]> SecretsOfAnother(string folder, string name, TimeProvider clock) => new(
        new KeyFiles(folder, name, ".key"),
        KeySchedule.UntilTheFestivalIsOver,
        () => throw new InvalidOperationException("They are another process's."),
        Convert.FromHexString,
        clock);

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(SecretBytes));
}
