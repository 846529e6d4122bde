using System.Globalization;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// Several keys for one purpose, as files of one folder: the first is <c>links.key</c>, a later one says in its name from when it signs,
/// <c>links.1830000000.key</c> (Unix time). So all instances that read the folder agree.
/// </summary>
/// <param name="Extension">With its dot; it may have several.</param>
public sealed record KeyFiles(string Folder, string Name, string Extension)
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <param name="first">The first one's path, with one extension.</param>
    public static KeyFiles BesideFirst(string first) => new(
        Path.GetDirectoryName(Path.GetFullPath(first))!, Path.GetFileNameWithoutExtension(first), Path.GetExtension(first));

    /// <summary>Those that there are, and from when each signs: the first since ever.</summary>
    public IReadOnlyList<(string File, DateTimeOffset From)> Find()
    {
        if (!Directory.Exists(Folder))
        {
            return [];
        }

        var found = new List<(string, DateTimeOffset)>();
        foreach (var file in Directory.EnumerateFiles(Folder, $"{Name}*{Extension}"))
        {
            // What is named otherwise is none of ours.
            var between = Path.GetFileName(file)[Name.Length..^Extension.Length];
            if (between.Length == 0)
            {
                found.Add((file, DateTimeOffset.UnixEpoch));
            }
            else if (between[0] == '.' && long.TryParse(between.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= Latest)
            {
                found.Add((file, DateTimeOffset.FromUnixTimeSeconds(seconds)));
            }
        }

        return found;
    }

    /// <summary>Makes the first one where there is none.</summary>
    public void KeepOne(Func<string> make)
    {
        if (Find().Count == 0)
        {
            KeyFile.Keep(FileOf(DateTimeOffset.UnixEpoch), make);
        }
    }

    public string FileOf(DateTimeOffset from)
    {
        var seconds = from.ToUnixTimeSeconds();
        return Path.Combine(Folder, seconds == 0 ? Name + Extension : $"{Name}.{seconds.ToString(CultureInfo.InvariantCulture)}{Extension}");
    }
}
