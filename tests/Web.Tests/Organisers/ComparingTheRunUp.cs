using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Overview;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>How many seats are booked, beside the last edition on the same day of its run-up. It is Tuesday 7 September 2027.</summary>
public sealed class ComparingTheRunUp
{
    private static readonly DateOnly EndsOn = Texts.Of(Some.Edition.EndsOn!.Value);

    [Fact]
    public void The_last_edition_stands_beside_as_many_days_before_its_start()
    {
        var runUp = RunUp.Of(
            new RegistrationsByDayView { Edition = Edition("2027-10-04", (30, 100), (28, 412)), Last = Edition("2026-10-05", (40, 200), (27, 356), (26, 500)) },
            EndsOn, Some.Now).ShouldNotBeNull();

        runUp.Newest.ShouldBe(new RunUpStep(new DateOnly(2027, 9, 7), 412, 356));
        (runUp.IsByWeek, runUp.Highest).ShouldBe((true, 412));
        runUp.Steps.Select(step => (step.Day.Day, step.Seats, step.LastSeats)).ShouldBe([(31, 0, 200), (7, 412, 356)]);
        Some.In("sv-SE", () => runUp.Beside).ShouldBe("förra året samma dag: 356");
        Some.In("en-GB", () => runUp.Beside).ShouldBe("same day last year: 356");
    }

    [Fact]
    public void Few_days_stand_day_by_day_and_many_weeks_as_the_last_twelve()
    {
        var few = RunUp.Of(new RegistrationsByDayView { Edition = Edition("2027-10-04", (30, 1), (29, 3)) }, EndsOn, Some.Now).ShouldNotBeNull();
        few.Steps.ShouldBe([new(new(2027, 9, 4), 1, null), new(new(2027, 9, 5), 3, null), new(new(2027, 9, 6), 3, null), new(new(2027, 9, 7), 3, null)]);
        (few.IsByWeek, few.Beside).ShouldBe((false, null));

        var many = RunUp.Of(new RegistrationsByDayView { Edition = Edition("2027-10-04", (300, 1), (27, 9)) }, EndsOn, Some.Now).ShouldNotBeNull();
        (many.Steps.Count, many.Steps[0].Day, many.Steps[0].Seats).ShouldBe((12, new DateOnly(2027, 6, 22), 1));
    }

    [Fact]
    public void An_edition_that_is_over_is_compared_as_of_its_last_day_and_one_long_ago_is_not_last_year()
    {
        var runUp = RunUp.Of(
            new RegistrationsByDayView { Edition = Edition("2027-10-04", (5, 40), (-9, 44)), Last = Edition("2024-10-07", (5, 30), (-11, 31), (-60, 70)) },
            EndsOn, Some.At("2028-01-10T10:00Z")).ShouldNotBeNull();

        runUp.Newest.ShouldBe(new RunUpStep(new DateOnly(2027, 10, 15), 44, 31));
        Some.In("sv-SE", () => runUp.Beside).ShouldBe("förra upplagan samma dag: 31");
    }

    [Fact]
    public void Where_nobody_had_seats_by_then_or_it_could_not_be_read_there_is_none()
    {
        RunUp.Of(null, EndsOn, Some.Now).ShouldBeNull();
        RunUp.Of(new RegistrationsByDayView { Edition = Edition("2027-10-04") }, EndsOn, Some.Now).ShouldBeNull();
        RunUp.Of(new RegistrationsByDayView { Edition = Edition("2027-10-04"), Last = Edition("2026-10-05", (3, 9)) }, EndsOn, Some.Now).ShouldBeNull();
    }

    [Fact]
    public async Task The_bars_say_what_they_show_and_the_figures_stand_in_a_table()
    {
        var runUp = new RunUp([new(new(2027, 8, 31), 0, 200), new(new(2027, 9, 7), 412, 356)], IsByWeek: true, WasLastYear: true);

        var page = await ShowAsync(runUp, "sv-SE");
        page.ShouldContain("role=\"img\" aria-label=\"Bokade platser: 0 tis 31 augusti, 412 i dag. Förra året samma dagar: 200 och 356.\"");
        page.Split("<rect").Length.ShouldBe(4, "where nobody had seats there is no bar");
        page.ShouldContain("height=\"60\"");
        page.ShouldContain("Siffrorna vecka för vecka");
        page.ShouldContain("<th scope=\"row\">i dag</th>");
        page.ShouldNotContain("style=");

        (await ShowAsync(runUp, "en-GB")).ShouldContain("Booked seats: 0 Tue 31 August, 412 today. On the same days last year: 200 and 356.");
        (await ShowAsync(new RunUp([new(new(2027, 9, 7), 5, null)], IsByWeek: false, WasLastYear: false), "sv-SE")).ShouldContain("aria-label=\"Bokade platser: 5 i dag.\"");
    }

    private static EditionByDay Edition(string startsOn, params (int DaysToStart, int Seats)[] days) => new()
    {
        StartsOn = new Date(DateTime.Parse(startsOn, CultureInfo.InvariantCulture)),
        Days = [.. days.Select(day => new DayOfSeats { DaysToStart = day.DaysToStart, Seats = day.Seats })],
    };

    private static async Task<string> ShowAsync(RunUp runUp, string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await using var services = new ServiceCollection().AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<RunUpBars>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(RunUpBars.RunUp)] = runUp,
            [nameof(RunUpBars.Now)] = Some.Now,
        }))).ToHtmlString());
    }
}
