using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Calendars;
using BusinessFocus.Scheduling.Programme;
using BusinessFocus.Testing;
using static BusinessFocus.Scheduling.Tests.Decisions.Given;

namespace BusinessFocus.Scheduling.Tests.Calendars;

/// <summary>
/// What Ical.Net writes is read by two parsers that have nothing to do with it nor with each other, Python's icalendar and
/// vobject; parse.py tells what counts as unchanged.
/// </summary>
public sealed class AcceptedByOtherParsers
{
    private static readonly CalendarFile Calendars = new("https://festival.example");

    [Fact]
    public async Task Each_file_is_read_and_written_again_unchanged()
    {
        Assert.SkipUnless(await Python.HasAsync("icalendar, vobject"), "Python's icalendar and vobject are not installed.");
        var folder = Directory.CreateTempSubdirectory("calendars-").FullName;
        try
        {
            var files = Samples().Select(sample =>
            {
                var file = Path.Combine(folder, $"{sample.Name}.ics");
                File.WriteAllBytes(file, Encoding.UTF8.GetBytes(sample.Content));
                return file;
            }).ToList();

            var (exitCode, output) = await Python.RunAsync([Path.Combine(AppContext.BaseDirectory, "parse.py"), .. files]);

            exitCode.ShouldBe(0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_never_within_a_character()
    {
        foreach (var (_, content) in Samples())
        {
            content.ShouldEndWith("END:VCALENDAR\r\n");
            foreach (var line in content.Split("\r\n"))
            {
                Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75);
                line.ShouldNotContain("\n");
            }

            Ical.Net.Calendar.Load(content).ShouldNotBeNull();
        }

        var events = Ical.Net.Calendar.Load(Samples().Single(sample => sample.Name == "edition").Content)!.Events;
        events.ShouldContain(each => each.Summary == "Så möts vi 🤝: mat, dryck; och samtal \\ 50 % rabatt");
    }

    [Fact]
    public void The_clock_is_right_on_both_sides_of_the_end_of_summer_time()
    {
        var content = Samples().Single(sample => sample.Name == "edition").Content;

        content.ShouldContain("DTSTART;TZID=Europe/Stockholm:20261006T090000");
        content.ShouldContain("DTSTART;TZID=Europe/Stockholm:20261026T090000");
        var events = Ical.Net.Calendar.Load(content)!.Events.OrderBy(each => each.Start!.Value).ToList();
        events[0].Start!.AsUtc.ShouldBe(new DateTime(2026, 10, 6, 7, 0, 0));
        events[^1].Start!.AsUtc.ShouldBe(new DateTime(2026, 10, 26, 8, 0, 0));
    }

    private static IEnumerable<(string Name, string Content)> Samples()
    {
        var seminar = Published(APlan("2026-10-06", "09:00", "10:00")) with
        {
            Title = new LocalizedText("Så möts vi 🤝: mat, dryck; och samtal \\ 50 % rabatt", "How we meet"),
            Description = new LocalizedText(string.Join('\n', Enumerable.Repeat("Å ä ö och 🎉 i en lång text, med komma; och semikolon.", 40))),
            Place = new Place("Dergårdsteatern", "Stora salen", "Bagges torg 1, Lerum", 57.770391, 12.268942),
            Topics = ["bygglov", "miljo"],
        };
        var cancelled = Published(APlan("2026-10-07", "13:00", "14:30")) with { Status = ActivityStatus.Cancelled, CalendarSequence = 3 };
        var winter = Published(APlan("2026-10-26", "09:00", "10:00"));
        yield return ("edition", Calendars.Of("Business Focus Lerum 2026", [Entry(seminar), Entry(cancelled), Entry(winter)], "sv"));
        yield return ("one", Calendars.Of("Så möts vi", [Entry(seminar)], "sv"));
        yield return ("english", Calendars.Of("How we meet", [Entry(seminar)], "en"));
        yield return ("cancelled", Calendars.Of("Inställd", [Entry(cancelled)], "sv"));
        yield return ("draft", Calendars.Of("Utkast", [new PublicEntry(winter, Now, IsDraft: true)], "sv"));
    }

    private static PublicActivity Published(Plan plan)
    {
        var activity = AnActivity(plan);
        return Edition(activity).Publish(activity);
    }

    private static PublicEntry Entry(PublicActivity activity) => new(activity, Now);
}
