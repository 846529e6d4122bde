using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Visits;

/// <summary>When a visit suits a company, as its forms send it. Fields are named as the interface names them.</summary>
public static class Wishes
{
    public const string Days = "days";
    public const string PartOfDay = "partOfDay";
    public const string Message = "message";

    /// <summary>Null where none is ticked: then any day does.</summary>
    public static List<Date?>? DaysIn(IFormCollection form)
    {
        var days = Ticked(form, Days)
            .Select(WrittenDay.Read)
            .OfType<DateOnly>()
            .Distinct()
            .Select(day => (Date?)WrittenDay.Of(day))
            .ToList();
        return days.Count == 0 ? null : days;
    }

    public static PartOfDay PartOfDayIn(IFormCollection form) => form[PartOfDay].ToString() switch
    {
        "morning" => Client.Generated.Models.PartOfDay.Morning,
        "afternoon" => Client.Generated.Models.PartOfDay.Afternoon,
        _ => Client.Generated.Models.PartOfDay.Any,
    };

    public static IEnumerable<string> Ticked(IFormCollection form, string field) =>
        (form.TryGetValue(field, out var values) ? values : StringValues.Empty).OfType<string>().Where(value => value.Length > 0);

    public static bool IsTicked(TypedForm form, string field, string value) => Ticked(form.Typed, field).Contains(value);
}
