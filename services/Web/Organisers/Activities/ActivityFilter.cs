using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>Which activities a list shows, in which order.</summary>
/// <param name="Text">Words in the title.</param>
/// <param name="Kind">As the interface names kinds, or <c>slot</c> for conversations with officers.</param>
/// <param name="Status">draft, released, cancelled or completed; left out, what is not cancelled.</param>
/// <param name="Day">yyyy-MM-dd, Europe/Stockholm.</param>
/// <param name="Venue">A venue's id.</param>
/// <param name="Host">A host's id.</param>
/// <param name="Only"><c>krockar</c>, <c>osläppta</c> as <c>oslappta</c>, or <c>fulla</c>.</param>
/// <param name="Sort">tid, titel, plats, anmalda or status; a minus before it turns it round.</param>
/// <param name="Page">1 is the first.</param>
public sealed record ActivityFilter(
    [FromQuery(Name = "sok")] string? Text = null,
    [FromQuery(Name = "typ")] string? Kind = null,
    [FromQuery(Name = "status")] string? Status = null,
    [FromQuery(Name = "dag")] string? Day = null,
    [FromQuery(Name = "plats")] string? Venue = null,
    [FromQuery(Name = "vard")] string? Host = null,
    [FromQuery(Name = "bara")] string? Only = null,
    [FromQuery(Name = "sortera")] string? Sort = null,
    [FromQuery(Name = "sida")] int? Page = null)
{
    public const string Path = "/styr/aktiviteter";
    public const string Clashing = "krockar";
    public const string Unreleased = "oslappta";
    public const string Full = "fulla";
    public const string Slot = "slot";

    private static readonly string[] Kinds = ["seminar", "meeting", "companyVisit", "openHouse", Slot];
    private static readonly string[] Sorts = ["tid", "titel", "plats", "anmalda", "status"];

    public DateOnly? On => WrittenDay.Read(Day);

    public Guid? VenueId => Guid.TryParse(Venue, out var id) ? id : null;

    public Guid? HostId => Guid.TryParse(Host, out var id) ? id : null;

    public ActivityViewStatus? Standing => Enum.TryParse<ActivityViewStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;

    public string SortBy => Sort?.TrimStart('-') is { } by && Sorts.Contains(by) ? by : "tid";

    public bool IsTurned => Sort?.StartsWith('-') is true;

    public bool IsNarrowed => (Text ?? Kind ?? Status ?? Day ?? Venue ?? Host ?? Only) is not null;

    /// <summary>Without what is empty or cannot be meant, so that an old or mistyped link still shows something.</summary>
    public ActivityFilter Readable() => this with
    {
        Text = string.IsNullOrWhiteSpace(Text) ? null : Text.Trim() is { Length: > 100 } longer ? longer[..100] : Text.Trim(),
        Kind = Kinds.Contains(Kind) ? Kind : null,
        Status = Standing?.ToString().ToLowerInvariant(),
        Day = On is { } day ? WrittenDay.Write(day) : null,
        Venue = VenueId?.ToString(),
        Host = HostId?.ToString(),
        Only = Only is Clashing or Unreleased or Full ? Only : null,
        Sort = SortBy == "tid" && !IsTurned ? null : (IsTurned ? "-" : "") + SortBy,
        Page = Page is > 1 ? Page : null,
    };

    /// <summary>The same, sorted by this column, or turned round where it is already.</summary>
    public ActivityFilter By(string column) => this with { Sort = SortBy == column && !IsTurned ? $"-{column}" : column, Page = null };

    public string Address(EditionView edition, string path = Path) => ChosenEdition.Link(QueryHelpers.AddQueryString(path, Parts()), edition.Slug);

    private Dictionary<string, string?> Parts() => new Dictionary<string, string?>
    {
        ["sok"] = Text,
        ["typ"] = Kind,
        ["status"] = Status,
        ["dag"] = Day,
        ["plats"] = Venue,
        ["vard"] = Host,
        ["bara"] = Only,
        ["sortera"] = Sort,
        ["sida"] = Page?.ToString(CultureInfo.InvariantCulture),
    }.Where(part => part.Value is not null).ToDictionary();
}
