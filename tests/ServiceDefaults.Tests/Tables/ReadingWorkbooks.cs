using System.Text;
using BusinessFocus.ServiceDefaults.Tables;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Tables;

/// <summary>Workbooks as other programs write them, and as nobody should.</summary>
public sealed class ReadingWorkbooks
{
    /// <summary>Of Gnumeric: the first row is blank, the numbers and dates are such, a formula has its value and another one an error.</summary>
    [Fact]
    public void A_workbook_of_a_spreadsheet_is_read_with_values_digits_dates_and_errors()
    {
        var lines = Lines(File.ReadAllBytes(Fixture("gnumeric.xlsx")));

        lines.Select(Shown).ShouldBe(
        [
            "2: Organisationsnummer|Företagsnamn|E-postadress|Telefonnummer|Antal anställda|Start|Dag|Summa|Kommentar",
            "3: 5561777631|Åkeri Ö & Söner|info@akeri.example|701234567|12|2026-10-05 07:30|2026-10-05|24|Storgatan 1\n443 30 Lerum",
            "4: 556012-5790|Två|två@example.se|0302-52 20 00||2026-10-05 13:00:30||!#DIV/0!|true",
        ]);
    }

    /// <summary>Of openpyxl: texts are shared, the first sheet is hidden, formulas have never been computed.</summary>
    [Fact]
    public void A_formula_without_a_value_is_a_flaw_and_a_hidden_sheet_is_not_read()
    {
        var lines = Lines(File.ReadAllBytes(Fixture("uncomputed.xlsx")));

        (lines[0].Cells[0].Text, lines[1].Cells[1].Text).ShouldBe(("Organisationsnummer", "Åkeri Ö & Söner"));
        lines[1].Cells[7].Flaw.ShouldNotBeNull();
        lines[1].Cells[7].IsBlank.ShouldBeFalse("else what it should say would be taken for nothing");
    }

    [Theory]
    [InlineData("""<c r="A1"><v>5.561777631E9</v></c>""", "5561777631")]
    [InlineData("""<c r="A1"><v>0.1</v></c>""", "0.1")]
    [InlineData("""<c r="A1" s="3"><v>12</v></c>""", "12")]
    [InlineData("""<c r="A1" s="2"><v>46300</v></c>""", "2026-10-05")]
    [InlineData("""<c r="A1" s="1"><v>46300</v></c>""", "2026-10-05 00:00")]
    [InlineData("""<c r="A1" s="1"><v>46300.312499999884</v></c>""", "2026-10-05 07:30")]
    [InlineData("""<c r="A1" s="1"><v>0.3125</v></c>""", "07:30")]
    [InlineData("""<c r="A1" t="d"><v>2026-10-05T07:30:00</v></c>""", "2026-10-05 07:30")]
    [InlineData("""<c r="A1" t="str"><f>1</f><v>a_x000D_b</v></c>""", "a\rb")]
    [InlineData("""<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c>""", "|1")]
    [InlineData("""<c r="A1" t="s"><v>0</v></c>""", "rik text")]
    [InlineData("""<c r="C1"><v>3</v></c>""", "||3")]
    [InlineData("""<c><v>1</v></c><c><v>2</v></c>""", "1|2")]
    public void A_cell_says_what_the_spreadsheet_shows(string cells, string expected) =>
        Lines(Workbooks.OfSheet($"<row>{cells}</row>", shared: "<si><r><t>rik</t></r><r><t xml:space=\"preserve\"> text</t></r><rPh sb=\"0\" eb=\"1\"><t>uttal</t></rPh></si>"))
            .Select(Shown).ShouldBe([$"1: {expected}"]);

    [Fact]
    public void A_workbook_that_is_none_is_refused_with_what_to_do()
    {
        foreach (var bytes in (byte[][])[[.. "PK\u0003\u0004"u8, 0, 1, 2], Zip(("a.txt", "a")), Zip(("xl/workbook.xml", "<a/>"))])
        {
            Should.Throw<TableRefusedException>(() => Lines(bytes)).Refusal.Problem.Code.ShouldBe("invalid");
        }

        Should.Throw<TableRefusedException>(() => Lines(Workbooks.OfSheet("<row><c t=\"s\"><v>7</v></c></row>"))).Refusal.Problem.Code.ShouldBe("invalid");
        Should.Throw<TableRefusedException>(() => Lines(Workbooks.OfSheet("<row>"))).Refusal.Problem.Code.ShouldBe("invalid");
    }

    [Fact]
    public void A_cell_row_or_text_that_never_ends_is_refused_before_it_is_held()
    {
        var much = new string('9', 3_000_000);
        foreach (var bytes in (byte[][])
        [
            Workbooks.OfSheet($"<row><c><v>{much}</v></c></row>"),
            Workbooks.OfSheet($"<row r=\"{much}\"/>"),
            Workbooks.OfSheet($"<row>{string.Concat(Enumerable.Repeat("<c r=\"A1\"><v>1</v></c>", 200_000))}</row>"),
            Workbooks.OfSheet("", shared: $"<si>{string.Concat(Enumerable.Repeat("<r><t>a</t></r>", 200_000))}</si>"),
        ])
        {
            Should.Throw<TableRefusedException>(() => Lines(bytes)).Refusal.Problem.Code.ShouldBe("too-large");
        }
    }

    [Fact]
    public void A_small_file_that_unpacks_to_very_much_is_refused()
    {
        var zeros = new char[1024 * 1024];
        Array.Fill(zeros, ' ');
        var bomb = Workbooks.OfSheet(sheet =>
        {
            for (var i = 0; i < 300; i++)
            {
                sheet.Write(zeros);
            }
        });

        bomb.Length.ShouldBeLessThan(3_000_000);
        Should.Throw<TableRefusedException>(() => Lines(bomb)).Refusal.Problem.Code.ShouldBe("too-large");
    }

    /// <summary>The archive's list says that a part is short: no more of it than that is unpacked.</summary>
    [Fact]
    public void A_list_of_parts_that_lies_does_not_help()
    {
        var bytes = Workbooks.OfSheet(string.Concat(Enumerable.Range(1, 2_000).Select(i => $"<row r=\"{i}\"><c><v>{i}</v></c></row>")));
        var name = Encoding.ASCII.GetBytes("xl/worksheets/sheet1.xml");
        var entry = bytes.AsSpan().LastIndexOf(name) - 46;
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 100).ShouldBeTrue();

        Should.Throw<TableRefusedException>(() => Lines(bytes));
    }

    [Fact]
    public void More_columns_than_a_table_may_have_are_a_flaw_of_the_row()
    {
        var lines = Lines(Workbooks.OfSheet("""<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"/></row><row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>2</v></c></row>"""));

        (lines[0].Flaw, lines[0].Cells.Count).ShouldBe((null, 1));
        (lines[1].Flaw is not null, lines[1].Cells.Count).ShouldBe((true, 1));
    }

    private static List<TableLine> Lines(byte[] file) => WorkbookLines.Read(new MemoryStream(file)).Where(line => !line.IsBlank).ToList();

    private static string Shown(TableLine line) => $"{line.Number}: {string.Join('|', line.Cells.Select(cell => (cell.Flaw is null ? "" : "!") + cell.Text))}";

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Tables", name);

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(name).Open());
                part.Write(text);
            }
        }

        return file.ToArray();
    }
}
