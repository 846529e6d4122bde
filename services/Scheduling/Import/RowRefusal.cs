using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Scheduling.Import;

/// <summary>Says of a refused row which of its cells is to blame, for whoever has the file open.</summary>
internal static class RowRefusal
{
    public static RefusedRow Of(ProgrammeRow row, Refusal refusal) =>
        ActivityProblems.ClashesIn(refusal) is [var clash, ..] ? new(row.Number, clash.What == ClashOver.Host ? Columns.Hosts : Columns.Venue, clash.Name, ReasonOf(clash))
        : Flaw.In(refusal).FirstOrDefault() is { Key: { } field, Value: [var reason, ..] } ? Of(row, Columns.Of(field), reason)
        : Of(row, Columns.TitleSv, refusal.Problem.Wording);

    public static RefusedRow Of(ProgrammeRow row, string column, Wording reason) =>
        new(row.Number, column, row.Cells.GetValueOrDefault(column), reason);

    private static Wording ReasonOf(Clash clash)
    {
        var (title, titleEn) = (clash.Title?.In(Languages.Swedish), clash.Title?.In(Languages.English));
        var (from, fromEn) = LocalDates.Of(clash.StartsAt);
        return clash.Why switch
        {
            ClashWhy.Travel => new($"{clash.Minutes} minuters väg till eller från {title} {from}.", $"It takes {clash.Minutes} minutes to or from {titleEn} {fromEn}."),
            ClashWhy.Closed => new("Stängt då.", "Closed then."),
            ClashWhy.OffHours => new("Arbetar inte då.", "Does not work then."),
            ClashWhy.Unavailable => new($"Upptagen från {from}.", $"Not available from {fromEn}."),
            ClashWhy.TooSmall => new("Rymmer färre än aktivitetens platser.", "Has room for fewer than the activity's seats."),
            _ => new($"Upptagen av {title} {from}.", $"Taken by {titleEn} {fromEn}."),
        };
    }
}
