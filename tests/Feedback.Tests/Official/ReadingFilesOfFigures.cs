using BusinessFocus.Feedback.Imports;
using BusinessFocus.Feedback.Official;
using BusinessFocus.ServiceDefaults.Tables;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Official;

public sealed class ReadingFilesOfFigures
{
    private const string Header = "Utgivare;Mått;Område;År;Värde;Minst;Högst;Källa;Publicerad";

    private static readonly DateTimeOffset Now = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_row_is_a_figure_as_people_write_it()
    {
        var file = Read(
            Header,
            "Svenskt Näringsliv;Ranking;;2026;41;;;https://www.foretagsklimat.se/lerum;2026-09-23",
            "Insikt;NKI;Miljö- och hälsoskydd;2025;74,1;;;SKR, Öppna jämförelser 2025;",
            "SKR;NKI;Totalt;2025;76.25;;;SKR, Öppna jämförelser 2025;2026-04-21",
            "Företagarna;Index;;2025;12,3;0;50;Rapport;");

        file.Refused.ShouldBeEmpty();
        file.Figures.Select(each => (each.Row, each.Figure.Key, each.Figure.Value, each.Figure.Most)).ShouldBe(
        [
            (2, "svenskt-naringsliv/ranking/total/2026", 41, 290),
            (3, "skr/nki/miljo-och-halsoskydd/2025", 74.1, 100),
            (4, "skr/nki/total/2025", 76.25, 100),
            (5, "foretagarna/index/total/2025", 12.3, 50),
        ]);
    }

    [Theory]
    [InlineData("SKR;NKI;Bygglov;tvåtusen;74;;;Rapport;", "year")]
    [InlineData("SKR;NKI;Bygglov;2025;sjuttio;;;Rapport;", "value")]
    [InlineData("SKR;NKI;Bygglov;2025;;;;Rapport;", "value")]
    [InlineData("SKR;NKI;Bygglov;2025;174;;;Rapport;", "value")]
    [InlineData("SKR;NKI;Skola;2025;74;;;Rapport;", "area")]
    [InlineData("SKR;NKI;Bygglov;2025;74;;;;", "source")]
    [InlineData("SKR;NKI;Bygglov;2025;74;;;Rapport;23/9 2026", "published")]
    [InlineData("SKR;NKI;Bygglov;2025;74;;;Rapport;2027-01-01", "published")]
    [InlineData(";NKI;Bygglov;2025;74;;;Rapport;", "publisher")]
    [InlineData("Okänd;Index;;2025;74;;;Rapport;", "most")]
    [InlineData("SKR;NKI;totalt;2024;70;;;Rapport;", "year")]
    public void What_cannot_be_read_is_told_by_row_and_column(string row, string column)
    {
        var file = Read(Header, "SKR;NKI;;2024;74;;;Rapport;", row);

        var refused = file.Refused.ShouldHaveSingleItem();
        (refused.Row, refused.Column).ShouldBe((3, column));
        refused.Reason.Sv.ShouldNotBeEmpty();
    }

    [Fact]
    public void One_bad_row_and_nothing_is_taken_in()
    {
        var decision = ImportOfficialFigures.Decide(
            OfficialFigures.Initial, "lerum", Read(Header, "SKR;NKI;;2024;74;;;Rapport;", "SKR;NKI;;2025;174;;;Rapport;"), "anna", Now);

        decision.Refusal!.Problem.ShouldBe(ImportProblems.RowsRefused);
        ((IReadOnlyList<RefusedRow>)decision.Refusal.Facts!["refused"]!).ShouldHaveSingleItem().Row.ShouldBe(3);
    }

    [Fact]
    public void The_same_file_again_changes_nothing_and_a_mended_one_only_what_differs()
    {
        var file = Read(Header, "SKR;NKI;;2024;74;;;Rapport;", "SKR;NKI;;2025;75;;;Rapport;");
        var known = After(OfficialFigures.Initial, file);

        ImportOfficialFigures.Decide(known, "lerum", file, "anna", Now).Events.ShouldBeEmpty();
        ImportOfficialFigures.Decide(known, "lerum", Read(Header, "SKR;NKI;;2024;74;;;Rapport;", "SKR;NKI;;2025;76;;;Rapport;"), "anna", Now)
            .Events.ShouldHaveSingleItem().ShouldBeOfType<OfficialFigureWasSet>().Figure.Year.ShouldBe(2025);
    }

    [Fact]
    public void A_file_that_comes_late_is_refused_with_the_rows_that_say_less_than_is_known()
    {
        var known = After(OfficialFigures.Initial, Read(Header, "SKR;NKI;;2024;74;;;Rapport;2026-04-21", "SKR;NKI;;2025;75;;;Rapport;2026-04-21"));
        var late = Read(Header, "SKR;NKI;;2024;70;;;Utkast;2026-03-01", "SKR;NKI;;2025;75;;;Rapport;2026-04-22");

        late.Beside(known).Refused.ShouldHaveSingleItem().Row.ShouldBe(2);
        late.Beside(OfficialFigures.Initial).Refused.ShouldBeEmpty();
    }

    private static OfficialFigures After(OfficialFigures known, FiguresFile file) =>
        ImportOfficialFigures.Decide(known, "lerum", file, "anna", Now).Events.Aggregate(known, (state, @event) => state.Evolve(@event));

    private static FiguresFile Read(params IEnumerable<string> lines)
    {
        using var table = Table.OfText(string.Join('\n', lines), FiguresFile.Columns);
        table.Missing.ShouldBeEmpty();
        return FiguresFile.Read(table, new DateOnly(2026, 11, 29));
    }
}
