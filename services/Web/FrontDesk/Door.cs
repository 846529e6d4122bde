using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>A door: the activity that it is at, and what it is called there.</summary>
/// <param name="Name">Null where it has no name, as most have only one.</param>
public sealed record Door(Guid ActivityId, string? Name)
{
    public const string NameField = "door";
    public const string Path = "/dorr";
    public const string OfActivity = $"{Path}/{{id:guid}}";

    private const int Longest = 80;

    /// <summary>The address says which door it is, so that a page that is opened again is at the same one.</summary>
    public static Door Of(Guid activity, HttpContext page) => new(activity, Named(page.Request.Query[NameField].ToString()));

    public static string? Named(string? name) => name?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, Longest)] : null;

    /// <param name="act">What is done there; null for the page.</param>
    public string Address(string? act = null) => Links.To(Plain(act));

    public static string AddressOf(ActivityView activity, string? name) => new Door(activity.Id!.Value, name).Address();

    private string Plain(string? act)
    {
        var path = $"{Path}/{ActivityId}{(act is null ? "" : $"/{act}")}";
        return Name is null ? path : QueryHelpers.AddQueryString(path, NameField, Name);
    }
}
