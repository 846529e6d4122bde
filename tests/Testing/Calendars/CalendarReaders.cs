using System.Text.Json;
using BusinessFocus.Manifest;

namespace BusinessFocus.Testing.Calendars;

/// <summary>What a reader of calendar files makes of one.</summary>
/// <param name="Problems">What it does not accept, or would write otherwise.</param>
public sealed record ReadCalendar(string Reader, string Method, IReadOnlyList<ReadEvent> Events, IReadOnlyList<string> Problems);

/// <param name="Properties">How many the event has, without those of its alarm.</param>
public sealed record ReadEvent(
    string Uid, string Title, string Description, string Location, string Organiser, string Attendee, string AttendeeName, string Link, int Properties);

/// <summary>
/// Readers of calendar files that have nothing to do with us nor with each other: icalendar, vobject, libical (which holds files to the
/// tables of RFC 5546) and ical.js. tests/run-all installs them where it can.
/// </summary>
public static class CalendarReaders
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Testing", "Calendars");

    /// <summary>Why they cannot be asked; null where all of them are there.</summary>
    public static async Task<string?> MissingAsync() =>
        !await Python.HasAsync("icalendar, vobject, ctypes.util; assert ctypes.util.find_library('ical')")
            ? "Python's icalendar and vobject, or libical, are not installed."
            : !File.Exists(Programs.Node) || !Directory.Exists(Path.Combine(Folder, "node_modules", "ical.js"))
                ? "Node, or ical.js (npm ci in tests/Testing/Calendars), is not installed."
                : null;

    /// <returns>For each file what each of them read.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<ReadCalendar>>> ReadAsync(IEnumerable<string> contents)
    {
        var folder = Directory.CreateTempSubdirectory("calendars-").FullName;
        try
        {
            var files = contents.Select((content, index) =>
            {
                var file = Path.Combine(folder, $"{index}.ics");
                File.WriteAllText(file, content);
                return file;
            }).ToList();
            var read = await AskAsync<List<List<ReadCalendar>>>(["files", .. files]);
            return read[0].Zip(read[1], (python, node) => (IReadOnlyList<ReadCalendar>)[.. python, .. node]).ToList();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The offsets from UTC that the time zone in a calendar file has, as each reader reckons them.</summary>
    /// <param name="wallClock">As in <c>20280326T120000</c>.</param>
    /// <returns>Seconds, by the reader's name.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<int>>> OffsetsAsync(string content, IReadOnlyList<string> wallClock)
    {
        var folder = Directory.CreateTempSubdirectory("calendars-").FullName;
        try
        {
            var (file, times) = (Path.Combine(folder, "zone.ics"), Path.Combine(folder, "times.json"));
            File.WriteAllText(file, content);
            File.WriteAllText(times, JsonSerializer.Serialize(wallClock));
            var offsets = await AskAsync<Dictionary<string, IReadOnlyList<int>>>(["offsets", file, times]);
            return offsets.SelectMany(each => each).ToDictionary();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<T>> AskAsync<T>(string[] arguments)
    {
        var python = await Python.RunAsync([Path.Combine(Folder, "read_calendars.py"), .. arguments]);
        var (exitCode, output, errors) = await Programs.RunAsync(Programs.Node, [Path.Combine(Folder, "read_calendars.mjs"), .. arguments]);
        return [.. new[] { python, (ExitCode: exitCode, Output: output + errors) }.Select(answer => answer.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(answer.Output, Json)!
            : throw new InvalidOperationException(answer.Output))];
    }
}
