using BusinessFocus.Domain.Calendars;
using BusinessFocus.Testing.Calendars;
using CsCheck;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Calendars;

/// <summary>What others make of our calendar files: see <see cref="CalendarReaders"/>.</summary>
public sealed class ReadingCalendars
{
    private static readonly TimeZoneInfo Sweden = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    [Fact]
    public async Task All_readers_take_invitations_cancellations_and_feeds_and_read_the_same()
    {
        Assert.SkipWhen(await CalendarReaders.MissingAsync() is not null, "The readers are not installed.");
        var texts = Gen.Select(AnyText.Sensible, AnyText.Sensible, AnyText.Sensible).Array[60].Generate(new PCG(1, 2028), null, out _);
        var events = texts.Select(text => WritingCalendars.Event(text.Item1) with
        {
            Description = text.Item2,
            Location = text.Item3,
            Attendee = new CalendarUser(text.Item3, "50%#1?@foretag.example"),
        }).ToList();

        var calendars = await CalendarReaders.ReadAsync(
            [.. events.Select(Request), .. events.Select(Cancel), .. events.Select(each => Publish(each)), Publish(), Publish([.. events])]);

        foreach (var (read, method) in calendars.Zip(Methods(events.Count)))
        {
            read.Count.ShouldBe(4);
            read.ShouldAllBe(each => each.Problems.Count == 0, string.Join('\n', read.SelectMany(each => each.Problems.Select(problem => $"{each.Reader}: {problem}"))));
            read.ShouldAllBe(each => each.Method == method);
            read.Select(each => string.Join('\n', each.Events)).Distinct().ShouldHaveSingleItem();
        }

        foreach (var (read, written) in calendars.Zip(events.Concat(events)))
        {
            var seen = read[0].Events.ShouldHaveSingleItem();
            (seen.Title, seen.Description, seen.Location).ShouldBe(
                (written.Title.ReplaceLineEndings(" "), written.Description!, written.Location!.ReplaceLineEndings(" ")));
            (seen.Organiser, seen.Attendee).ShouldBe(("mailto:no-reply@businessfocus.example", "mailto:50%25%231%3F@foretag.example"));
            seen.AttendeeName.ShouldBe(string.Join(' ', written.Attendee!.Name.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Fact]
    public async Task No_reader_finds_a_property_in_a_value()
    {
        Assert.SkipWhen(await CalendarReaders.MissingAsync() is not null, "The readers are not installed.");
        var texts = Gen.Select(AnyText.Anything, AnyText.Anything).Array[200].Generate(new PCG(1, 2028), null, out _);
        var plain = WritingCalendars.Event("Så möts vi");

        var calendars = await CalendarReaders.ReadAsync(texts.Select(text => Request(plain with
        {
            Title = text.Item1,
            Description = text.Item2,
            Location = text.Item1,
            Categories = [],
            Organiser = new CalendarUser(text.Item1, $"{text.Item1}@festival.example"),
            Attendee = new CalendarUser(text.Item2, text.Item2),
        })).Prepend(Request(plain with { Categories = [] })));

        foreach (var read in calendars)
        {
            read.Select(each => each.Events.Count).ShouldBe([1, 1, 1, 1], string.Join('\n', read.SelectMany(each => each.Problems)));
            read.Select(each => each.Events[0].AttendeeName).Distinct().ShouldHaveSingleItem();
            read.Select(each => each.Events[0].Properties).ShouldBe(calendars[0].Select(each => each.Events[0].Properties));
        }
    }

    [Fact]
    public async Task The_time_zone_in_each_file_is_Swedens_on_every_day_from_2020_to_2040()
    {
        Assert.SkipWhen(await CalendarReaders.MissingAsync() is not null, "The readers are not installed.");
        var times = Enumerable.Range(0, 366 * 24 * 21)
            .Select(hour => new DateTime(2020, 1, 1).AddHours(hour))
            .Where(time => time.Year <= 2040 && (time.Hour == 12 || (time is { Month: 3 or 10, Day: > 24, DayOfWeek: DayOfWeek.Sunday })))
            .Where(time => !Sweden.IsInvalidTime(time) && !Sweden.IsAmbiguousTime(time))
            .ToList();

        var offsets = await CalendarReaders.OffsetsAsync(
            Request(WritingCalendars.Event("Så möts vi")), [.. times.Select(time => time.ToString("yyyyMMdd'T'HHmmss", null))]);

        offsets.Keys.ShouldBe(["vobject", "libical", "ical.js"], ignoreOrder: true);
        foreach (var (reader, read) in offsets)
        {
            times.Zip(read).Where(each => (int)Sweden.GetUtcOffset(each.First).TotalSeconds != each.Second).ShouldBeEmpty(reader);
        }
    }

    [Fact]
    public void Each_file_has_both_rules_and_does_not_depend_on_the_day_it_is_written()
    {
        var rules = Rules(Request(WritingCalendars.Event("Så möts vi")));
        rules.ShouldContain("BEGIN:DAYLIGHT");
        rules.ShouldContain("BEGIN:STANDARD");
        foreach (var day in Enumerable.Range(0, 366 * 21).Select(day => new DateTimeOffset(2020, 1, 1, 8, 0, 0, TimeSpan.Zero).AddDays(day)))
        {
            var event_ = WritingCalendars.Event("Så möts vi") with { StartsAt = day, EndsAt = day.AddHours(1) };
            foreach (var writtenAt in (DateTimeOffset[])[day.AddDays(-1000), day.AddDays(-1), day.AddDays(1000)])
            {
                var written = Request(event_ with { StampedAt = writtenAt });
                Rules(written).ShouldBe(rules);
                written.ShouldContain($"DTSTART;TZID=Europe/Stockholm:{TimeZoneInfo.ConvertTime(day, Sweden):yyyyMMdd'T'HHmmss}");
            }
        }
    }

    private static string Rules(string file) => file[file.IndexOf("BEGIN:VTIMEZONE", StringComparison.Ordinal)..file.IndexOf("BEGIN:VEVENT", StringComparison.Ordinal)];

    private static IEnumerable<string> Methods(int count) =>
        [.. Enumerable.Repeat("REQUEST", count), .. Enumerable.Repeat("CANCEL", count), .. Enumerable.Repeat("PUBLISH", count + 2)];

    private static string Request(CalendarEvent @event) => CalendarObject.Write(CalendarMethod.Request, [@event]);

    private static string Cancel(CalendarEvent @event) =>
        CalendarObject.Write(CalendarMethod.Cancel, [@event with { Status = CalendarStatus.Cancelled, AlarmBefore = null }]);

    private static string Publish(params CalendarEvent[] events) => CalendarObject.Write(
        CalendarMethod.Publish,
        events.Select((each, index) => each with { Uid = $"{index}@businessfocus", Attendee = null, AlarmBefore = null, Status = (CalendarStatus)(index % 3) }),
        new CalendarFeed("Business Focus Lerum 2028: Åsa, 🤝", TimeSpan.FromHours(1)));
}
