using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Places;

/// <summary>Hours of a week in a form: from and to for each day, on the clock in Europe/Stockholm.</summary>
public static class WeekForm
{
    public static IReadOnlyList<DayOfWeekObject> Days { get; } =
    [
        DayOfWeekObject.Monday, DayOfWeekObject.Tuesday, DayOfWeekObject.Wednesday, DayOfWeekObject.Thursday,
        DayOfWeekObject.Friday, DayOfWeekObject.Saturday, DayOfWeekObject.Sunday,
    ];

    public static string From(DayOfWeekObject day) => $"{day}.from".ToLowerInvariant();

    public static string To(DayOfWeekObject day) => $"{day}.to".ToLowerInvariant();

    public static string Name(DayOfWeekObject day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(Enum.Parse<DayOfWeek>(day.ToString()));

    /// <summary>Whether the form can have them: several periods of one day it keeps as they are.</summary>
    public static bool Fits(IReadOnlyCollection<WeeklyHours>? hours) => (hours ?? []).GroupBy(each => each.Day).All(day => day.Count() == 1);

    public static IEnumerable<KeyValuePair<string, string?>> Filled(IEnumerable<WeeklyHours>? hours) => (hours ?? []).SelectMany(each => (KeyValuePair<string, string?>[])
        [new(From(each.Day!.Value), Short(each.From)), new(To(each.Day.Value), Short(each.To))]);

    public static void Check(FormChecks checks, IFormCollection form)
    {
        foreach (var day in Days)
        {
            var (from, to) = (TypedForm.Filled(form, From(day)), TypedForm.Filled(form, To(day)));
            if ((from is null) != (to is null))
            {
                checks.Need(from is null ? From(day) : To(day), Languages.Choose($"Skriv både från och till för {Name(day)}.", $"Enter both from and to for {Name(day)}."));
            }
        }
    }

    /// <param name="before">Kept where the form cannot have them.</param>
    public static List<WeeklyHours> In(IFormCollection form, List<WeeklyHours>? before) => !Fits(before)
        ? before!
        : [.. Days.Where(day => TypedForm.Filled(form, From(day)) is not null).Select(day => new WeeklyHours { Day = day, From = form[From(day)].ToString(), To = form[To(day)].ToString() })];

    private static string? Short(string? time) => time?.Length > 5 ? time[..5] : time;
}
