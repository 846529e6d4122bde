using System.Text;
using BusinessFocus.ServiceDefaults.Tables;
using CsCheck;
using CsvHelper;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Tables;

/// <summary>Comma-separated values as RFC 4180 has them, and as people's systems write them.</summary>
public sealed class ReadingText
{
    private static readonly Gen<string> Cells = Gen.Frequency(
        (60, Gen.String[Gen.OneOf(Gen.Char["\"\",;\r\n\t 'aå"], Gen.Char['!', 'ÿ']), 0, 12]),
        (30, Gen.String[Gen.Char["\"\n\r"], 0, 6]),
        (1, Gen.Const(string.Concat(Enumerable.Repeat("\"lång\"\r\n", 2_000)))));

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void What_a_writer_of_RFC_4180_writes_is_read_back(char separator) =>
        Gen.Int[2, 6].SelectMany(width => Cells.Array[width].Array[1, 30]).Sample(
            rows =>
            {
                string[] header = [.. rows[0].Select((_, i) => $"kolumn {i}")];
                var text = Written(separator, [header, .. rows]);

                var read = CsvLines.Read(new SlowText(text)).ToList();

                read.Select(line => line.Flaw).ShouldAllBe(flaw => flaw == null);
                read.Skip(1).Select(line => line.Cells.Select(cell => cell.Text)).ShouldBe(rows.Select(row => row.AsEnumerable()));
                read.Select(line => line.Number).ShouldBe(Enumerable.Range(1, rows.Length + 1));
            },
            iter: 200);

    [Fact]
    public void A_quoted_cell_may_have_several_lines_and_is_one_row() =>
        Read("a;b;c\r\n1;\"Storgatan 1\r\n443 30 \"\"Lerum\"\"\";x\r\n2;y;z\r\n")
            .ShouldBe(["1: a|b|c", "2: 1|Storgatan 1\r\n443 30 \"Lerum\"|x", "3: 2|y|z"]);

    [Fact]
    public void A_quote_that_is_never_closed_spoils_its_own_line_whatever_comes_after()
    {
        Lines("a;b\n1;\"x\n2;y\n3;z\n").Select(Shown).ShouldBe(["1: a|b", "2: !1;\"x", "3: 2|y", "4: 3|z"]);
        Lines("a;b\n1;\"x\n2;\"y\"\n3;z\n").Select(Shown).ShouldBe(["1: a|b", "2: !1;\"x", "3: 2|y", "4: 3|z"]);
        Lines("a;b\n1;\"x\"y\n3;z\n").Select(Shown).ShouldBe(["1: a|b", "2: !1;\"x\"y", "3: 3|z"]);
        var far = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i};y\n"));
        var read = Lines($"a;b\n1;\"x\n{far}").ToList();
        (read.Count, read.Count(line => line.Flaw is not null), read[1].Raw, read[^1].Number).ShouldBe((20_002, 1, "1;\"x", 20_002));
        read[1].Cells[0].Text.ShouldBe("1", "it can be told whom the row is about");
    }

    [Fact]
    public void A_quote_inside_a_cell_that_has_none_around_it_is_a_quote() =>
        Read("a;b\n12\" rör;x\n").ShouldBe(["1: a|b", "2: 12\" rör|x"]);

    [Theory]
    [InlineData("\n\na;b\n1;2\n", "1: |2: |3: a;b|4: 1;2")]
    [InlineData("\r\n\r\na\tb\r\n1\t2", "1: |2: |3: a;b|4: 1;2")]
    [InlineData("sep=;\r\na,x;b\r\n1;2\r\n", "1: a,x;b|2: 1;2")]
    [InlineData("\"sep=,\"\n\na,b\n1,2\n", "1: |2: a;b|3: 1;2")]
    [InlineData("a;b\r1;2\r", "1: a;b|2: 1;2")]
    [InlineData("a;b\n1", "1: a;b|2: 1")]
    [InlineData("a;b\n1;", "1: a;b|2: 1;")]
    [InlineData("\"a;1\";\"b,,,,\"\n1;2\n", "1: a;1;b,,,,|2: 1;2")]
    [InlineData("", "")]
    public void Blank_lines_count_and_a_separator_is_told_or_found(string text, string expected) =>
        string.Join('|', CsvLines.Read(new StringReader(text)).Select(line => $"{line.Number}: {string.Join(';', line.Cells.Select(cell => cell.Text))}")).ShouldBe(expected);

    [Fact]
    public void What_is_over_a_limit_is_told_where_it_is()
    {
        var long_ = new string('x', TableLimits.CellCharacters + 1);
        var wide = string.Join(';', Enumerable.Range(0, TableLimits.Columns + 1));

        var lines = Lines($"a;b\n{long_};2\n\"{long_}\";2\n{wide}\n1;2{new string(';', 6_000)}\n").ToList();

        (lines[1].Cells[0].Flaw is not null, lines[1].Cells[0].Text.Length < 300, lines[1].Cells[1].Text).ShouldBe((true, true, "2"));
        lines[2].Cells.Select(cell => cell.Flaw is null).ShouldBe([false, true]);
        (lines[3].Flaw is not null, lines[3].Cells.Count).ShouldBe((true, TableLimits.Columns));
        (lines[4].Flaw, lines[4].Cells.Count).ShouldBe((null, TableLimits.Columns));
        Should.Throw<TableRefusedException>(() => Lines(new string('x', 2 * TableLimits.RowCharacters)).ToList()).Refusal.Problem.Code.ShouldBe("too-large");
    }

    private static string Written(char separator, IEnumerable<string[]> rows)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Separator = separator }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                Array.ForEach(row, csv.WriteField);
                csv.EndRecord();
            }
        }

        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static IEnumerable<string> Read(string text) =>
        CsvLines.Read(new StringReader(text)).Select(line => $"{line.Number}: {string.Join('|', line.Cells.Select(cell => cell.Text))}");

    private static IEnumerable<TableLine> Lines(string text) => CsvLines.Read(new StringReader(text));

    private static string Shown(TableLine line) =>
        line.Flaw is null ? $"{line.Number}: {string.Join('|', line.Cells.Select(cell => cell.Text))}" : $"{line.Number}: !{line.Raw}";

    /// <summary>Gives few characters at a time, as a network does.</summary>
    private sealed class SlowText(string text) : StringReader(text)
    {
        public override int Read(char[] buffer, int index, int count) => base.Read(buffer, index, Math.Min(count, 7));
    }
}
