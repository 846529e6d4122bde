using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Accounts;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>Who did what, as people say it.</summary>
public sealed class ReadingTheAudit
{
    [Fact]
    public void The_same_done_several_times_in_a_row_is_one_line_with_its_last_time()
    {
        var lines = AuditLine.Of([Entry("listHosts", 3), Entry("listHosts", 2), Entry("readHost", 1), Entry("listHosts", 0)]);

        lines.Select(line => (line.Entry.Act, line.Times)).ShouldBe([("listHosts", 2), ("readHost", 1), ("listHosts", 1)]);
        lines[0].Entry.At.ShouldBe(Some.Now.AddMinutes(3));
    }

    [Fact]
    public void What_has_no_words_yet_is_said_by_its_name() => Some.In("sv-SE", () => AuditWords.Act("inventNewThing")).ShouldBe("inventNewThing");

    [Theory]
    [InlineData("activities/7", "aktiviteten", "/styr/aktiviteter/7")]
    [InlineData("registrations/0123456789ab", "anmälan 01234567", null)]
    [InlineData("sessions/0123456789ab", "inloggning 01234567", null)]
    [InlineData("kim@foretaget.example", "kim@foretaget.example", null)]
    public void What_it_was_done_of_leads_to_its_page(string subject, string name, string? address) =>
        Some.In("sv-SE", () => AuditWords.Subject(subject)).ShouldBe((name, address));

    private static AuditEntryView Entry(string act, int minute) =>
        new() { At = Some.Now.AddMinutes(minute), Actor = "kim", Act = act, Status = 200, Address = "127.0.0.1", Subjects = ["editions/1"] };
}
