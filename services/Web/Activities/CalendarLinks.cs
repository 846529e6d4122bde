using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Activities;

/// <summary>Addresses at which others' calendars offer to take an activity in. Only what is public goes along, and only when somebody follows them.</summary>
public static class CalendarLinks
{
    public static string Google(ActivityView activity) => "https://calendar.google.com/calendar/render" + QueryString.Create(new Dictionary<string, string?>
    {
        ["action"] = "TEMPLATE",
        ["text"] = activity.Title.Text(),
        ["dates"] = $"{Moment(activity.StartsAt!.Value, "yyyyMMdd'T'HHmmss'Z'")}/{Moment(activity.EndsAt!.Value, "yyyyMMdd'T'HHmmss'Z'")}",
        ["location"] = Place(activity),
        ["details"] = activity.Description.Text(),
    });

    public static string Outlook(ActivityView activity) => "https://outlook.office.com/calendar/0/deeplink/compose" + QueryString.Create(new Dictionary<string, string?>
    {
        ["path"] = "/calendar/action/compose",
        ["rru"] = "addevent",
        ["subject"] = activity.Title.Text(),
        ["startdt"] = Moment(activity.StartsAt!.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["enddt"] = Moment(activity.EndsAt!.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["location"] = Place(activity),
        ["body"] = activity.Description.Text(),
    });

    private static string Place(ActivityView activity) => activity.Place?.Address is { Length: > 0 } street ? $"{Texts.Where(activity)}, {street}" : Texts.Where(activity);

    private static string Moment(DateTimeOffset moment, string form) => moment.UtcDateTime.ToString(form, CultureInfo.InvariantCulture);
}
