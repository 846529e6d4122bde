using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace BusinessFocus.Testing;

/// <summary>Workbooks (.xlsx) as a test wants them, with all that a spreadsheet would not write.</summary>
public static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>One sheet with these rows; texts, numbers, and times as a date format shows them.</summary>
    public static byte[] Of(params IEnumerable<object?[]> rows) => OfSheet(string.Concat(rows.Select((row, i) =>
        $"""<row r="{i + 1}">{string.Concat(row.Select((value, column) => CellOf($"{(char)('A' + column)}{i + 1}", value)))}</row>""")));

    /// <summary>One sheet with these rows as they stand in its XML.</summary>
    public static byte[] OfSheet(string rows, string shared = "") => OfSheet(sheet => sheet.Write(rows), shared);

    public static byte[] OfSheet(Action<TextWriter> rows, string shared = "")
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", part => part.Write(
                $"""
                <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>
                """));
            Add("_rels/.rels", part => part.Write(
                $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""));
            Add("xl/workbook.xml", part => part.Write(
                $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>"""));
            Add("xl/_rels/workbook.xml.rels", part => part.Write(
                $"""
                <Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="r3" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
                """));
            Add("xl/styles.xml", part => part.Write(
                $"""
                <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm;@"/><numFmt numFmtId="165" formatCode="[Red]0&quot; st/år&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>
                """));
            Add("xl/sharedStrings.xml", part => part.Write($"""<sst xmlns="{Main}">{shared}</sst>"""));
            Add("xl/worksheets/sheet1.xml", part =>
            {
                part.Write($"""<worksheet xmlns="{Main}"><sheetData>""");
                rows(part);
                part.Write("</sheetData></worksheet>");
            });

            void Add(string name, Action<TextWriter> write)
            {
                using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                write(part);
            }
        }

        return file.ToArray();
    }

    private static string CellOf(string reference, object? value) => value switch
    {
        null => "",
        string text => $"""<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(text)}</t></is></c>""",
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"""<c r="{reference}" s="1"><v>{time.ToOADate():R}</v></c>"""),
        _ => string.Create(CultureInfo.InvariantCulture, $"""<c r="{reference}"><v>{value}</v></c>"""),
    };
}
