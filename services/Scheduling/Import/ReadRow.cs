using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.ServiceDefaults.Http;

namespace BusinessFocus.Scheduling.Import;

/// <summary>A row that was not taken in, and why: the first thing that is wrong with it.</summary>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Value">As it stands in the file.</param>
/// <param name="Reason">For people, in their language.</param>
public sealed record RefusedRow(int Row, string Column, string? Value, string Reason);

/// <summary>What a row says, its cells understood but its names not yet looked up.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Venue">Null where the row names none.</param>
/// <param name="Columns">Those that the file has: what is missing does not change an activity.</param>
public sealed record ReadRow(
    int Number,
    ActivityKind Kind,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    LocalizedText Title,
    string? Venue,
    IReadOnlyList<string> Hosts,
    int Capacity,
    string Language,
    IReadOnlyList<string> Topics,
    IReadOnlySet<string> Columns)
{
    private const char ListSeparator = '|';

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Understands a row, or tells which cell cannot be.</summary>
    public static (ReadRow? Row, RefusedRow? Refused) From(ProgrammeRow row)
    {
        RefusedRow? refused = null;
        var kind = Cell(Import.Columns.Kind, KindIn, Languages.Choose(
            "seminar, meeting, companyVisit eller openHouse.", "seminar, meeting, companyVisit or openHouse."));
        var startsAt = Cell(Import.Columns.StartsAt, TimeIn, NoTime());
        var endsAt = Cell(Import.Columns.EndsAt, TimeIn, NoTime());
        var capacity = Cell(Import.Columns.Capacity, NumberIn, Languages.Choose("Inget heltal.", "Not a whole number."));
        if (refused is not null)
        {
            return (null, refused);
        }

        return (
            new ReadRow(
                row.Number,
                kind!.Value,
                startsAt!.Value,
                endsAt!.Value,
                new LocalizedText(Text(Import.Columns.TitleSv) ?? "", Text(Import.Columns.TitleEn)),
                Text(Import.Columns.Venue),
                ListIn(Import.Columns.Hosts),
                capacity!.Value,
                Text(Import.Columns.Language) ?? Languages.Swedish,
                ListIn(Import.Columns.Topics),
                row.Cells.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase)),
            null);

        T? Cell<T>(string column, Func<string, T?> read, string reason) where T : struct
        {
            var text = row.Cells.GetValueOrDefault(column, "");
            var value = read(text);
            if (value is null)
            {
                refused ??= new RefusedRow(row.Number, column, text, reason);
            }

            return value;
        }

        string? Text(string column) => row.Cells.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

        IReadOnlyList<string> ListIn(string column) =>
            (Text(column) ?? "")
                .Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();
    }

    /// <summary>The activity as the row wants it: what the file has no column for stays as it was.</summary>
    public PlanActivity.Request AsRequest(Plan? before, VenueId? venue, IReadOnlyList<HostId> hosts) => new(
        Kind,
        Has(Import.Columns.TitleEn) ? Title : Title with { En = before?.Title.En },
        StartsAt,
        EndsAt,
        Capacity,
        Has(Import.Columns.Language) ? Language : before?.Language ?? Language,
        before?.Description,
        Has(Import.Columns.Venue) ? venue : before?.VenueId,
        before?.JoinLink,
        Has(Import.Columns.Hosts) ? hosts : before?.HostIds ?? [],
        before?.WaitingListLimit,
        Has(Import.Columns.Topics) ? Topics : before?.Topics ?? [],
        before?.RegistrationOpensAt,
        before?.RegistrationClosesAt,
        before?.MembersUntil);

    private bool Has(string column) => Columns.Contains(column);

    private static ActivityKind? KindIn(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<ActivityKind>(text, ignoreCase: true, out var kind) ? kind : null;

    private static DateTimeOffset? TimeIn(string text) =>
        DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock)
            ? Stockholm.Moment(wallClock)
            : null;

    private static int? NumberIn(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string NoTime() => Languages.Choose(
        "Ingen tid i Sverige som 2026-10-05T07:30.", "Not a time in Sweden such as 2026-10-05T07:30.");
}
