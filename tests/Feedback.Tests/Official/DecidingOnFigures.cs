using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Official;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Official;

/// <summary>What somebody may say that others have published of a municipality.</summary>
public sealed class DecidingOnFigures
{
    private const string Source = "https://www.foretagsklimat.se/lerum";

    private static readonly DateTimeOffset Now = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_figure_is_set_once_and_another_value_takes_its_place()
    {
        var first = Set(OfficialFigures.Initial, Ranking(41));
        var known = After(OfficialFigures.Initial, first);

        first.Events.ShouldHaveSingleItem().ShouldBe(new OfficialFigureWasSet("lerum", Ranking(41), "anna", Now));
        Set(known, Ranking(41)).Events.ShouldBeEmpty("the same again");
        After(known, Set(known, Ranking(43))).Figures.ShouldHaveSingleItem().Value.Value.ShouldBe(43);
        After(known, Set(known, Ranking(12) with { Year = 2025 })).Figures.Count.ShouldBe(2);
    }

    [Fact]
    public void What_was_published_before_what_is_known_comes_late_and_is_refused()
    {
        var known = After(OfficialFigures.Initial, Set(OfficialFigures.Initial, Ranking(41) with { PublishedOn = new(2026, 9, 23) }));

        var late = Set(known, Ranking(44) with { PublishedOn = new(2026, 9, 1) });
        late.Refusal!.Problem.ShouldBe(OfficialProblems.NewerKnown);
        late.Refusal.Facts!["publishedOn"].ShouldBe(new DateOnly(2026, 9, 23));

        Set(known, Ranking(44) with { PublishedOn = new(2026, 9, 24) }).Events.Count.ShouldBe(1);
        Set(known, Ranking(44)).Events.Count.ShouldBe(1, "nobody said when");
        var gone = After(known, RemoveOfficialFigure.Decide(known, "lerum", "svenskt-naringsliv", "ranking", "total", 2026, "anna", Now));
        gone.Figures.ShouldBeEmpty();
        Set(gone, Ranking(44) with { PublishedOn = new(2026, 9, 1) }).Events.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_not_there_is_removed_without_anything_happening() =>
        RemoveOfficialFigure.Decide(OfficialFigures.Initial, "lerum", "skr", "nki", "bygglov", 2026, "anna", Now).Events.ShouldBeEmpty();

    [Theory]
    [InlineData("svenskt-naringsliv", "ranking", "total", 2026, 0, 1, 290, "value")]
    [InlineData("svenskt-naringsliv", "ranking", "total", 2026, 291, 1, 290, "value")]
    [InlineData("svenskt-naringsliv", "ranking", "total", 2026, 41.5, 1, 290, "value")]
    [InlineData("svenskt-naringsliv", "judgement", "total", 2026, 6.1, 1, 6, "value")]
    [InlineData("svenskt-naringsliv", "judgement", "total", 2026, 4, 1, 5, "scale")]
    [InlineData("svenskt-naringsliv", "judgement", "bygglov", 2026, 4, 1, 6, "area")]
    [InlineData("skr", "nki", "bygglov", 2026, 101, 0, 100, "value")]
    [InlineData("skr", "nki", "skola", 2026, 74, 0, 100, "area")]
    [InlineData("skr", "nui", "total", 2026, 74, 0, 100, "area")]
    [InlineData("skr", "nki", "total", 1989, 74, 0, 100, "year")]
    [InlineData("skr", "nki", "total", 2028, 74, 0, 100, "year")]
    [InlineData("foretagarna", "index", "total", 2026, 74, 0, 0, "scale")]
    [InlineData("", "nki", "total", 2026, 74, 0, 100, "publisher")]
    public void What_cannot_be_so_is_told_by_field(string publisher, string measure, string area, int year, double value, double least, double most, string field) =>
        Flaw.In(Set(OfficialFigures.Initial, new(publisher, measure, area, year, value, least, most, Source, null)).Refusal!).Keys.ShouldBe([field]);

    [Fact]
    public void A_figure_has_a_source_and_is_not_published_tomorrow()
    {
        Flaw.In(Set(OfficialFigures.Initial, Ranking(41) with { Source = " " }).Refusal!).Keys.ShouldBe(["source"]);
        Flaw.In(Set(OfficialFigures.Initial, Ranking(41) with { PublishedOn = new(2026, 11, 30) }).Refusal!).Keys.ShouldBe(["publishedOn"]);
    }

    [Fact]
    public void A_measure_that_nobody_knows_here_is_taken_with_its_scale()
    {
        var said = SetOfficialFigure.FigureOf("foretagarna", "foretagsamhet", "total", 2026, new(12.345, "Årsrapport", new OfficialScale(0, 100)));

        Set(OfficialFigures.Initial, said).Events.ShouldHaveSingleItem().ShouldBeOfType<OfficialFigureWasSet>().Figure.Value.ShouldBe(12.35);
    }

    [Fact]
    public void There_is_an_end_to_how_many_there_are()
    {
        var full = Enumerable.Range(0, OfficialFigures.Most).Aggregate(
            OfficialFigures.Initial, (known, i) => known.Evolve(new OfficialFigureWasSet("lerum", Ranking(41) with { Publisher = $"p{i}" }, null, Now)));

        Set(full, Ranking(41)).Refusal!.Problem.ShouldBe(OfficialProblems.TooMany);
        Set(full, Ranking(42) with { Publisher = "p7" }).Events.Count.ShouldBe(1, "it takes another's place");
    }

    [Theory]
    [InlineData("Svenskt Näringsliv", "svenskt-naringsliv")]
    [InlineData("Miljö- och hälsoskydd", "miljo-och-halsoskydd")]
    [InlineData(" MARKUPPLÅTELSE ", "markupplatelse")]
    [InlineData("Brandtillsyn", "brandskydd")]
    [InlineData("", "total")]
    public void One_thing_has_one_key_however_it_is_written(string written, string key) => KnownMeasures.KeyOf(written).ShouldBe(key);

    private static OfficialFigure Ranking(double place) => new("svenskt-naringsliv", "ranking", "total", 2026, place, 1, 290, Source, null);

    private static Decision Set(OfficialFigures known, OfficialFigure figure) => SetOfficialFigure.Decide(known, "lerum", figure, "anna", Now);

    private static OfficialFigures After(OfficialFigures known, Decision decision) => decision.Events.Aggregate(known, (state, @event) => state.Evolve(@event));
}
