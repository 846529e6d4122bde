using System.Net.Mime;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>
/// Comma-separated values that a Swedish Excel opens right: a byte order mark, semicolons, and nothing that it would take for
/// a formula (such a cell begins with an apostrophe).
/// </summary>
public static class SpreadsheetFile
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>Whether a caller would rather have this than JSON. The answer is another one by <c>Accept</c> then, and says so.</summary>
    public static bool IsAskedFor(HttpRequest http)
    {
        http.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
        return AcceptHeader.BestOf(http.Headers.Accept, MediaTypeNames.Application.Json, MediaTypeNames.Text.Csv) == MediaTypeNames.Text.Csv;
    }

    /// <param name="write">Writes a row's cells.</param>
    public static byte[] Of<T>(IEnumerable<string> headers, IEnumerable<T> rows, Action<CsvWriter, T> write)
    {
        using var file = new MemoryStream();
        using var csv = CsvWriter.Create(file, new CsvWriterOptions
        {
            Separator = ';',
            WriteByteOrderMark = true,
            Injection = CsvInjection.Escape,
        });
        foreach (var header in headers)
        {
            csv.WriteField(header);
        }

        csv.EndRecord();
        foreach (var row in rows)
        {
            write(csv, row);
            csv.EndRecord();
        }

        csv.Flush();
        return file.ToArray();
    }

    /// <summary>A cell as a person sees it, and as it was before it was made safe; what nobody made safe stays as it is.</summary>
    public static string Unescape(string cell) =>
        VisibleText.Of(cell) is var seen && seen is ['\'', '=' or '@' or '+' or '-' or '\t' or '\r', ..] ? seen[1..] : seen;
}
