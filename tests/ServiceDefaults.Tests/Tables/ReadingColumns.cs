using System.Text.Json;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.Tables;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Tables;

/// <summary>Which column is which, and what is told of the others.</summary>
public sealed class ReadingColumns
{
    private static readonly TableColumns Columns = new(
        new Dictionary<string, string[]> { ["number"] = ["org.nr"], ["name"] = ["företagsnamn", "namn"], ["phone"] = ["telefon", "mobil"] }, ["number", "name"]);

    [Theory]
    [InlineData("Org nr;FÖRETAGSNAMN;Tele-fon")]
    [InlineData("orgnr;Foretagsnamn;phone")]
    [InlineData("  org. NR ;\"Företags-namn\";Mobil")]
    public void Capitals_spaces_hyphens_dots_and_accents_of_a_header_do_not_matter(string header)
    {
        using var table = Table.OfText($"{header}\n1;Ett;0302\n", Columns);

        (table.Missing.Count, table.Unknown.Count).ShouldBe((0, 0));
        table.Rows(10).ToList().ShouldHaveSingleItem().Cells.ShouldBe(new Dictionary<string, string?> { ["number"] = "1", ["name"] = "Ett", ["phone"] = "0302" }, ignoreOrder: true);
    }

    [Fact]
    public void What_nobody_knows_is_told_by_name_and_so_is_the_second_of_two_that_are_the_same()
    {
        using var table = Table.OfText("Skonummer;Namn;Org.nr;Företagsnamn;;\n42;Anna;1;Ett AB;;\n", Columns);

        table.Unknown.ShouldBe(["Skonummer", "Namn"]);
        table.Rows(10).ToList().ShouldHaveSingleItem().Cells["name"].ShouldBe("Ett AB");
    }

    [Fact]
    public void A_column_that_is_needed_and_missing_is_told_with_those_that_there_are()
    {
        using var table = Table.OfText("Kund;Namn\n1;2\n", Columns);

        table.Missing.ShouldBe(["number"]);
        Flaw.In(table.Refusal!)["number"].ShouldHaveSingleItem().Sv.ShouldContain("Kund, Namn");
    }

    [Fact]
    public void A_short_row_says_nothing_of_its_missing_cells_and_an_empty_one_does()
    {
        using var table = Table.OfText("number;name;phone\n1;Ett\n2;Två;\n", Columns);

        var rows = table.Rows(10).ToList();

        rows[0].Cells.ContainsKey("phone").ShouldBeFalse();
        rows[1].Cells["phone"].ShouldBe("");
    }

    [Fact]
    public void A_row_with_a_separator_too_many_is_refused_and_not_shifted()
    {
        using var text = Table.OfText("number,name,phone\n1,Ett, två & tre AB,0302\n2,Två,0303,\n", Columns);
        using var workbook = Table.OfWorkbook(new MemoryStream(Workbooks.Of(["number", "name"], [1, "Ett", "ringt i mars"])), Columns);

        text.Rows(10).Select(row => row.Flaw?.Column).ShouldBe(["row", null]);
        workbook.Rows(10).ToList().ShouldHaveSingleItem().Flaw.ShouldBeNull("nothing shifts in a workbook");
    }

    [Fact]
    public void An_error_in_a_cell_spoils_its_row_only_where_the_column_is_read()
    {
        var sheet = """
            <row r="1"><c r="A1" t="inlineStr"><is><t>number</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c><c r="C1" t="inlineStr"><is><t>skonummer</t></is></c></row>
            <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>VLOOKUP(1)</f><v>#N/A</v></c></row>
            <row r="3"><c r="A3"><v>2</v></c><c r="B3" t="str"><v>Ett</v></c><c r="C3" t="e"><v>#N/A</v></c></row>
            """;
        using var table = Table.OfWorkbook(new MemoryStream(Workbooks.OfSheet(sheet)), Columns);

        var rows = table.Rows(10).ToList();

        (rows[0].Flaw!.Column, rows[0].Flaw!.Value, rows[0].Cells["number"]).ShouldBe(("name", "#N/A", "1"));
        rows[1].Flaw.ShouldBeNull();
    }

    [Fact]
    public void Six_thousand_columns_are_refused_at_the_header_and_empty_ones_are_not_columns()
    {
        Should.Throw<TableRefusedException>(() => Table.OfText($"{string.Join(';', Enumerable.Range(0, 6_000))}\n1;2\n", Columns));
        using var table = Table.OfText($"number;name{new string(';', 16_000)}\n1;Ett{new string(';', 16_000)}\n", Columns);
        table.Rows(10).ToList().ShouldHaveSingleItem().Cells.Count.ShouldBe(2);
    }

    /// <summary>OWASP API4:2023, unrestricted resource consumption: 45 kB became 1.7 GB, a cell for each column in each row.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_small_file_with_very_many_columns_takes_little_memory(bool areNamed)
    {
        var header = areNamed ? string.Join(';', Enumerable.Range(0, 6_000)) : $"number;name{new string(';', 6_000)}";
        var text = $"{header}\n{string.Concat(Enumerable.Repeat("1;2\n", 4_000))}";

        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = 0;
        try
        {
            using var table = Table.OfText(text, Columns);
            rows = table.Rows(5_000).Count();
        }
        catch (TableRefusedException)
        {
            // At its header.
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20 * 1024 * 1024);
        rows.ShouldBe(areNamed ? 0 : 4_000);
    }

    [Fact]
    public void An_object_in_JSON_has_no_more_members_than_a_table_has_columns()
    {
        var members = string.Join(',', Enumerable.Range(0, 6_000).Select(each => $"\"{each}\":1"));
        using var document = JsonDocument.Parse($"{{{members}}}");

        Should.Throw<TableRefusedException>(() => JsonRows.MembersOf(document.RootElement)).Refusal.Problem.Code.ShouldBe("too-large");
    }

    [Fact]
    public void More_rows_than_may_be_are_refused_when_they_come()
    {
        using var table = Table.OfText("number;name\n1;a\n\n2;b\n3;c\n", Columns);

        using var rows = table.Rows(2).GetEnumerator();

        (rows.MoveNext(), rows.MoveNext()).ShouldBe((true, true));
        Should.Throw<TableRefusedException>(() => rows.MoveNext()).Refusal.Problem.Code.ShouldBe("too-large");
    }
}
