using System.Globalization;
using System.Text;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>A list of activities as a file for a spreadsheet: semicolons, UTF-8 with a mark, times of Europe/Stockholm.</summary>
public static class ActivityTable
{
    public static byte[] Of(IEnumerable<ActivityView> activities)
    {
        var table = new StringBuilder();
        Row(
            table,
            Languages.Choose("Titel", "Title"), Languages.Choose("Typ", "Kind"), "Status", Languages.Choose("Börjar", "Starts"), Languages.Choose("Slutar", "Ends"),
            Languages.Choose("Plats", "Place"), Languages.Choose("Värdar", "Hosts"), Languages.Choose("Platser", "Seats"),
            Languages.Choose("Anmälda", "Registered"), Languages.Choose("I kö", "Waiting"), "Id");
        foreach (var activity in activities)
        {
            Row(
                table,
                activity.Title.Text(),
                Texts.Kind(activity.Kind),
                ChangeWords.Of(activity.Status),
                Moment(activity.StartsAt),
                Moment(activity.EndsAt),
                Texts.Where(activity),
                string.Join(", ", activity.Hosts ?? []),
                Number(activity.Capacity),
                Number(activity.Organiser?.Seats?.Confirmed),
                Number(activity.Organiser?.Seats?.Waiting),
                activity.Id.ToString());
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table.ToString())];
    }

    private static void Row(StringBuilder table, params string?[] cells) => table.AppendJoin(';', cells.Select(Cell)).Append("\r\n");

    /// <summary>What begins like a formula is text: a spreadsheet would run it.</summary>
    private static string Cell(string? text)
    {
        var safe = text is { Length: > 0 } && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Moment(DateTimeOffset? moment) =>
        moment is { } at ? Stockholm.WallClock(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
