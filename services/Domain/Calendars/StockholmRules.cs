using BusinessFocus.Domain.Times;

namespace BusinessFocus.Domain.Calendars;

/// <summary>
/// The time zone of the festival as a calendar file takes it along (VTIMEZONE, RFC 5545, 3.6.5): summer time from the last Sunday of March
/// to the last Sunday of October, both at 01:00 UTC (directive 2000/84/EC of the European Union; Sweden has followed it since 1996, the
/// tz database has it as rule "EU"). Both rules stand in every file, so that no file depends on the day it was written or tells of: the
/// tests hold them against the system's own zone for each day from 2020 to 2040.
/// </summary>
internal static class StockholmRules
{
    public static void Write(ContentLines lines)
    {
        lines.Begin("VTIMEZONE");
        lines.Value("TZID", Stockholm.TimeZoneId);
        lines.Begin("DAYLIGHT");
        lines.Value("TZNAME", "CEST");
        lines.Value("TZOFFSETFROM", "+0100");
        lines.Value("TZOFFSETTO", "+0200");
        lines.Value("DTSTART", "19960331T020000");
        lines.Value("RRULE", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3");
        lines.End("DAYLIGHT");
        lines.Begin("STANDARD");
        lines.Value("TZNAME", "CET");
        lines.Value("TZOFFSETFROM", "+0200");
        lines.Value("TZOFFSETTO", "+0100");
        lines.Value("DTSTART", "19961027T030000");
        lines.Value("RRULE", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10");
        lines.End("STANDARD");
        lines.End("VTIMEZONE");
    }
}
