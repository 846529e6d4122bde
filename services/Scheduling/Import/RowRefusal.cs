using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tables;
using BusinessFocus.ServiceDefaults.Texts;

namespace BusinessFocus.Scheduling.Import;

/// <summary>Says of a refused row which of its cells is to blame, for whoever has the file open.</summary>
internal static class RowRefusal
{
    public static RefusedRow Of(ProgrammeRow row, Refusal refusal) =>
        ActivityProblems.ClashesIn(refusal) is [var clash, ..] ? new(row.Number, clash.What == ClashOver.Host ? Columns.Hosts : Columns.Venue, clash.Name, ReasonOf(clash))
        : ActivityProblems.ErrorsIn(refusal).FirstOrDefault() is { Key: { } field, Value: [var reason, ..] } ? Of(row, Columns.Of(field), reason)
        : Of(row, Columns.TitleSv, Languages.Choose(refusal.Problem.Sv, refusal.Problem.En));

    public static RefusedRow Of(ProgrammeRow row, string column, string reason) =>
        new(row.Number, column, row.Cells.GetValueOrDefault(column), reason);

    private static string ReasonOf(Clash clash)
    {
        var title = clash.Title?.In(Languages.Current);
        var from = LocalDates.Of(clash.StartsAt);
        return clash.Why switch
        {
            ClashWhy.Travel => Languages.Choose($"{clash.Minutes} minuters väg till eller från {title} {from}.", $"{clash.Minutes} minutes' way to or from {title} {from}."),
            ClashWhy.Closed => Languages.Choose("Stängt då.", "Closed then."),
            ClashWhy.OffHours => Languages.Choose("Arbetar inte då.", "Does not work then."),
            ClashWhy.Unavailable => Languages.Choose($"Upptagen från {from}.", $"Not available from {from}."),
            ClashWhy.TooSmall => Languages.Choose("Rymmer färre än aktivitetens platser.", "Holds fewer than the activity's seats."),
            _ => Languages.Choose($"Upptagen av {title} {from}.", $"Taken by {title} {from}."),
        };
    }
}
