using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Scheduling.Import;

/// <summary>Who stands in a cell of hosts.</summary>
/// <param name="Organisation">Null where the row says nothing of it: then what is known stays.</param>
public sealed record HostCell(string Name, string? Organisation);

/// <summary>What a row says, its cells understood but its names not yet looked up.</summary>
/// <param name="Id">The activity that it is about; null where it is recognised by kind, start and title.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Venue">Null where the row names none.</param>
/// <param name="Columns">Those that the file has: what is missing does not change an activity.</param>
public sealed record ReadRow(
    int Number,
    ActivityId? Id,
    ActivityKind Kind,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    LocalizedText Title,
    LocalizedText? Description,
    string? Venue,
    string? Room,
    IReadOnlyList<HostCell> Hosts,
    int Capacity,
    int? WaitingListLimit,
    string Language,
    IReadOnlyList<string> Topics,
    AttendanceMode? Attendance,
    string? JoinLink,
    DateTimeOffset? RegistrationOpensAt,
    DateTimeOffset? RegistrationClosesAt,
    DateTimeOffset? MembersUntil,
    int SetUpMinutes,
    int TakeDownMinutes,
    Visibility Visibility,
    IReadOnlySet<string> Columns)
{
    /// <summary>Understands a row, or tells which cell cannot be.</summary>
    public static (ReadRow? Row, RefusedRow? Refused) From(ProgrammeRow row)
    {
        RefusedRow? refused = null;
        var id = Cell(Import.Columns.Id, IdIn, new(
            "Inget id.", "Not an id."), optional: true);
        var kind = Cell(Import.Columns.Kind, OneOf<ActivityKind>, new(
            "seminar, meeting, companyVisit eller openHouse.", "seminar, meeting, companyVisit or openHouse."));
        var startsAt = Cell(Import.Columns.StartsAt, FileTime.Read, NoTime());
        var endsAt = Cell(Import.Columns.EndsAt, FileTime.Read, NoTime());
        var capacity = Cell(Import.Columns.Capacity, NumberIn, NoNumber());
        var waitingListLimit = Cell(Import.Columns.WaitingListLimit, NumberIn, NoNumber(), optional: true);
        var attendance = Cell(Import.Columns.Attendance, OneOf<AttendanceMode>, new(
            "physical, digital eller both.", "physical, digital or both."), optional: true);
        var opensAt = Cell(Import.Columns.RegistrationOpensAt, FileTime.Read, NoTime(), optional: true);
        var closesAt = Cell(Import.Columns.RegistrationClosesAt, FileTime.Read, NoTime(), optional: true);
        var membersUntil = Cell(Import.Columns.MembersUntil, FileTime.Read, NoTime(), optional: true);
        var setUp = Cell(Import.Columns.SetUpMinutes, NumberIn, NoNumber(), optional: true);
        var takeDown = Cell(Import.Columns.TakeDownMinutes, NumberIn, NoNumber(), optional: true);
        var visibility = Cell(Import.Columns.Visibility, OneOf<Visibility>, new(
            "public eller unlisted.", "public or unlisted."), optional: true);
        var hosts = HostsIn();
        if (refused is not null)
        {
            return (null, refused);
        }

        return (
            new ReadRow(
                row.Number,
                id,
                kind!.Value,
                startsAt!.Value,
                endsAt!.Value,
                new LocalizedText(Text(Import.Columns.TitleSv) ?? "", Text(Import.Columns.TitleEn)),
                Text(Import.Columns.DescriptionSv) is { } description ? new LocalizedText(description, Text(Import.Columns.DescriptionEn)) : null,
                Text(Import.Columns.Venue),
                Text(Import.Columns.Room),
                hosts,
                capacity!.Value,
                waitingListLimit,
                Text(Import.Columns.Language) ?? Languages.Swedish,
                ListIn(Import.Columns.Topics),
                attendance,
                Text(Import.Columns.JoinLink),
                opensAt,
                closesAt,
                membersUntil,
                setUp ?? 0,
                takeDown ?? 0,
                visibility ?? Visibility.Public,
                row.Cells.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase)),
            null);

        T? Cell<T>(string column, Func<string, T?> read, Wording reason, bool optional = false) where T : struct
        {
            var text = row.Cells.GetValueOrDefault(column, "");
            if (optional && text.Length == 0)
            {
                return null;
            }

            var value = read(text);
            if (value is null)
            {
                refused ??= new RefusedRow(row.Number, column, text, reason);
            }

            return value;
        }

        // The organisations stand at the places of their hosts, so that one that is missing is never taken for the next one's.
        IReadOnlyList<HostCell> HostsIn()
        {
            var names = Text(Import.Columns.Hosts)?.Split(ProgrammeFile.ListSeparator, StringSplitOptions.TrimEntries) ?? [];
            var organisations = Text(Import.Columns.Organisations)?.Split(ProgrammeFile.ListSeparator, StringSplitOptions.TrimEntries) ?? new string[names.Length];
            if (organisations.Length != names.Length)
            {
                refused ??= new RefusedRow(row.Number, Import.Columns.Organisations, Text(Import.Columns.Organisations), new(
                    "En för varje värd, i samma ordning; tomt där ingen ska sägas.", "One for each host, in the same order; empty for none."));
                return [];
            }

            return names.Zip(organisations, (name, organisation) => new HostCell(name, string.IsNullOrEmpty(organisation) ? null : organisation))
                .Where(host => host.Name.Length > 0)
                .ToList();
        }

        string? Text(string column) => row.Cells.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

        IReadOnlyList<string> ListIn(string column) =>
            (Text(column) ?? "")
                .Split(ProgrammeFile.ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
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
        Has(Import.Columns.DescriptionSv) ? Description : before?.Description,
        Has(Import.Columns.Venue) ? venue : before?.VenueId,
        Has(Import.Columns.JoinLink) ? JoinLink : before?.JoinLink,
        Has(Import.Columns.Hosts) ? hosts : before?.HostIds ?? [],
        Has(Import.Columns.WaitingListLimit) ? WaitingListLimit : before?.WaitingListLimit,
        Has(Import.Columns.Topics) ? Topics : before?.Topics ?? [],
        Has(Import.Columns.RegistrationOpensAt) ? RegistrationOpensAt : before?.RegistrationOpensAt,
        Has(Import.Columns.RegistrationClosesAt) ? RegistrationClosesAt : before?.RegistrationClosesAt,
        Has(Import.Columns.MembersUntil) ? MembersUntil : before?.MembersUntil,
        Override: null,
        Has(Import.Columns.Room) ? Room : before?.Room,
        Has(Import.Columns.Attendance) ? Attendance : before?.Attendance,
        Has(Import.Columns.SetUpMinutes) ? SetUpMinutes : before?.SetUpMinutes ?? 0,
        Has(Import.Columns.TakeDownMinutes) ? TakeDownMinutes : before?.TakeDownMinutes ?? 0,
        Has(Import.Columns.Visibility) ? Visibility : before?.Visibility ?? Visibility.Public,
        Rules: before?.Rules);

    private bool Has(string column) => Columns.Contains(column);

    private static T? OneOf<T>(string text) where T : struct, Enum =>
        text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

    private static ActivityId? IdIn(string text) => ActivityId.TryParse(text, out var id) ? id : null;

    private static int? NumberIn(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Wording NoNumber() => new("Inget heltal.", "Not a whole number.");

    private static Wording NoTime() => new(
        "Ingen tid i Sverige som 2026-10-05T07:30.", "Not a time in Sweden such as 2026-10-05T07:30.");
}
