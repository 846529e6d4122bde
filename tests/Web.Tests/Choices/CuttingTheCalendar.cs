using BusinessFocus.Web.Choices;
using BusinessFocus.Web.Stars;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Choices;

public sealed class CuttingTheCalendar
{
    private static readonly Guid One = Guid.Parse("01a22711-c47b-71c5-a892-6a7f910e90ed");
    private static readonly Guid Two = Guid.Parse("01a22711-c538-7b31-b052-2b686783a693");

    private static readonly string Whole = string.Join("\r\n", "BEGIN:VCALENDAR", "X-WR-CALNAME:Lerum", Event(One), Event(Two), "END:VCALENDAR", "");

    [Fact]
    public void It_has_what_was_kept_as_it_stands_in_the_programmes() => Some.In("sv-SE", () => ShowChoicesCalendar.Cut(Whole, new Starred([Two])))
        .ShouldBe(string.Join("\r\n", "BEGIN:VCALENDAR", "X-WR-CALNAME:Lerum: mina val", Event(Two), "END:VCALENDAR", ""));

    [Fact]
    public void With_nothing_kept_it_is_a_calendar_all_the_same() => Some.In("en-GB", () => ShowChoicesCalendar.Cut(Whole, Starred.Nothing))
        .ShouldBe(string.Join("\r\n", "BEGIN:VCALENDAR", "X-WR-CALNAME:Lerum: my choices", "END:VCALENDAR", ""));

    private static string Event(Guid activity) => $"BEGIN:VEVENT\r\nUID:{activity}@businessfocus\r\nSEQUENCE:3\r\nEND:VEVENT";
}
