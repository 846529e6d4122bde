using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Calendars;
using BusinessFocus.Testing.Calendars;
using static BusinessFocus.Scheduling.Tests.Given;

namespace BusinessFocus.Scheduling.Tests.Calendars;

/// <summary>What the feeds are to readers that have nothing to do with us: see <see cref="CalendarReaders"/>.</summary>
public sealed class AcceptedByOtherParsers
{
    private static readonly CalendarFile Calendars = new("https://festival.example", new CalendarUser("Business Focus", "no-reply@businessfocus.example"));

    [Fact]
    public async Task Each_file_is_read_and_written_again_unchanged()
    {
        Assert.SkipWhen(await CalendarReaders.MissingAsync() is not null, "The readers are not installed.");

        var read = await CalendarReaders.ReadAsync(Samples().Select(sample => sample.Content));

        foreach (var (readers, (name, content)) in read.Zip(Samples()))
        {
            readers.Count.ShouldBe(4);
            readers.SelectMany(each => each.Problems.Select(problem => $"{name}: {each.Reader}: {problem}")).ShouldBeEmpty();
            readers.ShouldAllBe(each => each.Method == "PUBLISH" && each.Events.All(@event => @event.Organiser == "mailto:no-reply@businessfocus.example"));
            // libical takes each category for a property of its own.
            readers.Select(each => string.Join('\n', each.Events.Select(@event => @event with { Properties = 0 }))).Distinct().ShouldHaveSingleItem();
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
        yield return ("empty", Calendars.Of("Business Focus Lerum 2026", [], "sv"));
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
