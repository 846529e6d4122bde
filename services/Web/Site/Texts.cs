using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Site;

/// <summary>How things are said on all pages, in the language of the page. Times are Europe/Stockholm.</summary>
public static class Texts
{
    /// <summary>The Swedish text where there is no other.</summary>
    public static string Text(this LocalizedText? text) =>
        Languages.Current == Languages.English && !string.IsNullOrWhiteSpace(text?.En) ? text.En : text?.Sv ?? "";

    /// <summary>"tis 5 oktober", or with the year where it is not the one of <paramref name="now"/>.</summary>
    public static string Day(DateOnly day, DateTimeOffset now) =>
        day.ToString(day.Year == Stockholm.DayOf(now).Year ? "ddd d MMMM" : "ddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"08.30–10.30" in Swedish, "08:30–10:30" in English.</summary>
    public static string Times(DateTimeOffset startsAt, DateTimeOffset endsAt) => $"{Time(startsAt)}–{Time(endsAt)}";

    public static string Time(DateTimeOffset moment) =>
        Stockholm.WallClock(moment).ToString(Languages.Choose("HH.mm", "HH:mm"), CultureInfo.InvariantCulture);

    /// <summary>"sön 13 december kl. 07.42".</summary>
    public static string Until(DateTimeOffset moment, DateTimeOffset now) => Languages.Choose(
        $"{Day(Stockholm.DayOf(moment), now)} kl. {Time(moment)}", $"{Day(Stockholm.DayOf(moment), now)} at {Time(moment)}");

    public static string When(DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now) =>
        $"{Day(Stockholm.DayOf(startsAt), now)} {Times(startsAt, endsAt)}";

    public static string When(ActivityView activity, DateTimeOffset now) => When(activity.StartsAt!.Value, activity.EndsAt!.Value, now);

    /// <summary>"5–16 oktober 2026".</summary>
    public static string Days(Date startsOn, Date endsOn)
    {
        var (first, last) = (new DateOnly(startsOn.Year, startsOn.Month, startsOn.Day), new DateOnly(endsOn.Year, endsOn.Month, endsOn.Day));
        var end = last.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
        return first == last ? end
            : first.Year == last.Year && first.Month == last.Month ? $"{first.Day}–{end}"
            : $"{first.ToString(first.Year == last.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.CurrentCulture)} – {end}";
    }

    /// <summary>A value of an enumeration as the interface writes it: "frontDesk".</summary>
    public static string Key(Enum value) => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    /// <summary>"tis 5", where the month stands beside.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("ddd d", CultureInfo.CurrentCulture);

    public static DateOnly Of(Date day) => new(day.Year, day.Month, day.Day);

    public static string Kind(ActivityKind? kind) => kind switch
    {
        ActivityKind.Seminar => Languages.Choose("Seminarium", "Seminar"),
        ActivityKind.Meeting => Languages.Choose("Möte", "Meeting"),
        ActivityKind.CompanyVisit => Languages.Choose("Företagsbesök", "Company visit"),
        ActivityKind.OpenHouse => Languages.Choose("Öppet hus", "Open house"),
        _ => "",
    };

    public static string Where(ActivityView activity) => activity.Place switch
    {
        { } place => string.Join(", ", new[] { place.Name, place.Room }.Where(part => !string.IsNullOrEmpty(part))),
        null when activity.Attendance == AttendanceMode.Digital => Languages.Choose("Digitalt", "Online"),
        _ => Languages.Choose("Platsen kommer", "Place to be announced"),
    };

    /// <summary>What somebody wrote, as it is quoted in the language of the page.</summary>
    public static string Quoted(string text) => Languages.Choose($"”{text}”", $"“{text}”");

    public static string Seats(int? seats) => seats == 1 ? Languages.Choose("1 plats", "1 seat") : Languages.Choose($"{seats} platser", $"{seats} seats");

    public static string OfficerTaken => Languages.Choose("Handläggaren är upptagen då", "The officer is busy then");

    /// <summary>How full it is, in words; null where nobody registers for it.</summary>
    /// <param name="seats">Null where they could not be read.</param>
    public static string? Room(ActivityView activity, AvailabilityView? seats) => (activity.Status, seats) switch
    {
        (ActivityViewStatus.Cancelled, _) => Languages.Choose("Inställt", "Cancelled"),
        (ActivityViewStatus.Completed, _) => Languages.Choose("Har varit", "Over"),
        (_, null or { Capacity: 0 }) => null,
        (_, { Left: 0, Waiting: > 0 }) => Languages.Choose($"Fullt, {seats.Waiting} i kö", $"Full, {seats.Waiting} waiting"),
        (_, { Left: 0 }) => Languages.Choose("Fullt", "Full"),
        (_, { Next.Reason: NextReason.OfficerTaken }) => OfficerTaken,
        (_, { Capacity: 1 }) => Languages.Choose("Ledig tid", "Available"),
        (_, { Left: <= 5 }) => Languages.Choose($"{Seats(seats.Left)} kvar", $"{Seats(seats.Left)} left"),
        _ => Languages.Choose("Gott om plats", "Plenty of room"),
    };
}
