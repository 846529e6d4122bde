using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessFocus.Web.Organisers.Schedule;

/// <summary>Which part of the schedule is shown.</summary>
/// <param name="Week">yyyy-MM-dd of a day of the week; left out, the first in which there is something, or now.</param>
/// <param name="Day">yyyy-MM-dd: one day, with a lane for each venue or host; left out, a week.</param>
/// <param name="Lanes"><c>vard</c> for hosts; left out, venues.</param>
/// <param name="Moving">The id of the activity whose form to move it is open.</param>
/// <param name="Moved">The id of the activity that was just moved.</param>
/// <param name="Undo">From where: start, end and place, by which the move is undone.</param>
public sealed record ScheduleChoice(
    [FromQuery(Name = "vecka")] string? Week = null,
    [FromQuery(Name = "dag")] string? Day = null,
    [FromQuery(Name = "banor")] string? Lanes = null,
    [FromQuery(Name = "flytta")] Guid? Moving = null,
    [FromQuery(Name = "flyttad")] Guid? Moved = null,
    [FromQuery(Name = "angra")] string? Undo = null)
{
    public const string Path = "/styr/schema";
    public const string Hosts = "vard";

    public bool ByHost => Lanes == Hosts;

    public string Address(EditionView edition, string path = Path) => ChosenEdition.Link(
        QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
        {
            ["vecka"] = Week,
            ["dag"] = Day,
            ["banor"] = ByHost ? Hosts : null,
            ["flytta"] = Moving?.ToString(),
            ["flyttad"] = Moved?.ToString(),
            ["angra"] = Undo,
        }.Where(part => part.Value is not null).ToDictionary()),
        edition.Slug);

    /// <summary>The same part, without what was just done.</summary>
    public ScheduleChoice Quiet => this with { Moving = null, Moved = null, Undo = null };

    public static ScheduleChoice OfWeek(DateOnly day) => new(Week: WrittenDay.Write(day));
}
