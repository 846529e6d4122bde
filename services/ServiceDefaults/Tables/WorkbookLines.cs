using System.Globalization;
using System.IO.Compression;
using System.Xml;
using BusinessFocus.Domain.Texts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>
/// The first sheet of a workbook (Office Open XML, .xlsx) that is not hidden, row by row: formulas as the values that were computed
/// last, numbers with all their digits, dates and times as ISO 8601 without an offset. What has no value, an error or a formula that
/// was never computed, is a flaw of its cell, because an empty cell would mean something else.
/// </summary>
public sealed class WorkbookLines : IDisposable
{
    private const int MostParts = 10_000;

    /// <summary>Of one row or one shared text, with its markup.</summary>
    private const int BytesAtOnce = 1024 * 1024;

    private readonly SpreadsheetDocument document;
    private readonly List<string> shared = [];
    private readonly WorkbookDates dates;
    private readonly BoundedStream sheet;
    private readonly OpenXmlReader rows;
    private int number;

    private WorkbookLines(Stream file)
    {
        CheckSize(file);
        document = SpreadsheetDocument.Open(file, isEditable: false);
        var workbook = document.WorkbookPart ?? throw NoWorkbook();
        var first = workbook.Workbook?.Sheets?.Elements<Sheet>().FirstOrDefault(each => each.State is null || each.State.Value == SheetStateValues.Visible);
        if (document.StrictRelationshipFound || first?.Id?.Value is not { } id || !workbook.TryGetPartById(id, out var part) || part is not WorksheetPart worksheet)
        {
            throw NoWorkbook();
        }

        dates = new WorkbookDates(workbook);
        ReadShared(workbook.SharedStringTablePart);
        sheet = new BoundedStream(worksheet.GetStream(FileMode.Open, FileAccess.Read), TableLimits.UnpackedBytes, BytesAtOnce);
        rows = new OpenXmlPartReader(sheet, worksheet.Features, new OpenXmlPartReaderOptions());
    }

    /// <param name="file">Can be sought in, and is left open.</param>
    public static IEnumerable<TableLine> Read(Stream file)
    {
        using var workbook = Guarded(() => new WorkbookLines(file));
        while (Guarded(workbook.Next) is { } line)
        {
            yield return line;
        }
    }

    public void Dispose()
    {
        rows.Dispose();
        sheet.Dispose();
        document.Dispose();
    }

    private TableLine? Next()
    {
        while (rows.Read())
        {
            if (rows.ElementType == typeof(SheetData) && rows.IsEndElement)
            {
                return null;
            }

            if (rows.ElementType == typeof(Row) && rows.IsStartElement)
            {
                var row = (Row)rows.LoadCurrentElement()!;
                sheet.GoOn();
                number = (int?)row.RowIndex?.Value ?? number + 1;
                return LineOf(row);
            }
        }

        return null;
    }

    private TableLine LineOf(Row row)
    {
        var cells = new List<TableCell>();
        var isTooWide = false;
        var next = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            var column = ColumnOf(cell.CellReference?.Value) ?? next;
            next = column + 1;
            var read = CellOf(cell);
            if (column >= TableLimits.Columns)
            {
                isTooWide |= !read.IsBlank;
                continue;
            }

            while (cells.Count <= column)
            {
                cells.Add(new TableCell(""));
            }

            cells[column] = read.Text.Length <= TableLimits.CellCharacters ? read : new TableCell("", new Wording(
                $"Högst {TableLimits.CellCharacters} tecken.", $"At most {TableLimits.CellCharacters} characters."));
        }

        return new TableLine(number, cells, isTooWide
            ? new Wording($"Högst {TableLimits.Columns} kolumner.", $"At most {TableLimits.Columns} columns.")
            : null);
    }

    private TableCell CellOf(Cell cell)
    {
        var type = cell.DataType?.Value;
        var value = cell.CellValue?.Text;
        if (type == CellValues.InlineString)
        {
            return new TableCell(TextOf(cell.InlineString?.Text, cell.InlineString?.Elements<Run>()));
        }

        if (type == CellValues.Error)
        {
            return new TableCell(value ?? "", new Wording("Cellen har ett fel i stället för ett värde.", "The cell has an error instead of a value."));
        }

        if (string.IsNullOrEmpty(value))
        {
            // A formula whose value is an empty text has one that is there.
            return cell.CellFormula is null || type == CellValues.String
                ? new TableCell("")
                : new TableCell("", new Wording(
                    "Formeln har inget beräknat värde: öppna och spara filen i ett kalkylprogram.", "The formula has no computed value: open and save the file in a spreadsheet."));
        }

        if (type == CellValues.SharedString)
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
                ? new TableCell(shared[index])
                : throw NoWorkbook();
        }

        return new TableCell(
            type == CellValues.Boolean ? value == "1" ? "true" : "false"
            : type == CellValues.String ? XmlConvert.DecodeName(value)!
            : type == CellValues.Date ? WorkbookDates.Read(value)
            : dates.Read(value, cell.StyleIndex?.Value));
    }

    private void ReadShared(SharedStringTablePart? part)
    {
        if (part is null)
        {
            return;
        }

        using var stream = new BoundedStream(part.GetStream(FileMode.Open, FileAccess.Read), TableLimits.SharedTextBytes, BytesAtOnce);
        using var reader = new OpenXmlPartReader(stream, part.Features, new OpenXmlPartReaderOptions());
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                var item = (SharedStringItem)reader.LoadCurrentElement()!;
                stream.GoOn();
                shared.Add(TextOf(item.Text, item.Elements<Run>()));
            }
        }
    }

    /// <summary>Without what tells only how to pronounce it.</summary>
    private static string TextOf(Text? text, IEnumerable<Run>? runs) =>
        XmlConvert.DecodeName(text?.Text ?? string.Concat(runs?.Select(run => run.Text?.Text) ?? []))!;

    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetter).Take(3))
        {
            column = (column * 26) + char.ToUpperInvariant(letter) - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }

    /// <summary>A part is never longer than the archive says, because no more of it is unpacked.</summary>
    private static void CheckSize(Stream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MostParts
            || archive.Entries.Sum(entry => entry.Length) > TableLimits.UnpackedBytes
            || archive.Entries.Any(entry => entry.Length > TableLimits.OtherPartBytes && !IsOfCells(entry.FullName) && IsMarkup(entry.FullName)))
        {
            throw TooLarge();
        }

        static bool IsOfCells(string name) => name.Contains("worksheets/", StringComparison.OrdinalIgnoreCase) || name.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);

        // What is never opened, such as pictures, costs nothing.
        static bool IsMarkup(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BoundedStream.ExceededException)
        {
            throw TooLarge();
        }
        catch (Exception exception) when (exception is not (TableRefusedException or OutOfMemoryException))
        {
            // The libraries throw what the bytes make them throw, of a dozen types.
            throw NoWorkbook();
        }
    }

    private static TableRefusedException NoWorkbook() => TableRefusedException.Unreadable(
        "Ingen arbetsbok som går att läsa: spara den som .xlsx eller CSV.", "Not a workbook that can be read: save it as .xlsx or CSV.");

    private static TableRefusedException TooLarge() => TableRefusedException.TooLarge(
        "Arbetsboken är för stor när den packas upp.", "The workbook is too large when unpacked.");
}
