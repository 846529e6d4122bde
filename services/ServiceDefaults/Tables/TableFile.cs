using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>
/// The body of a request as a file with a table: comma-separated values in any encoding, or a workbook. Which of them it is its first
/// bytes tell, because browsers and systems name either by the other's type.
/// </summary>
public sealed class TableFile : IAsyncDisposable
{
    private const int BytesAtOnce = 64 * 1024;

    private readonly FileStream file;
    private readonly bool isWorkbook;

    private TableFile(FileStream file, bool isWorkbook) => (this.file, this.isWorkbook) = (file, isWorkbook);

    /// <summary>To a file that is gone when it is closed: the last byte can tell that it is not UTF-8 after all, and a workbook's list of parts is at its end.</summary>
    public static async Task<TableFile> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BytesAtOnce, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await request.Body.CopyToAsync(file, cancellationToken);
            var start = new byte[4];
            file.Position = 0;
            var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
            if (start.AsSpan(0, read).SequenceEqual<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            {
                throw TableRefusedException.Unreadable(
                    "En äldre Excel-fil (.xls) eller en med lösenord: spara den som .xlsx utan lösenord, eller som CSV.",
                    "An older Excel file (.xls) or one with a password: save it as .xlsx without a password, or as CSV.");
            }

            return new TableFile(file, isWorkbook: start.AsSpan(0, read).SequenceEqual("PK\u0003\u0004"u8));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public async Task<Table> ReadAsync(TableColumns columns, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return isWorkbook ? Table.OfWorkbook(file, columns) : Table.OfText(await TextFile.OpenAsync(file, cancellationToken), columns);
    }

    /// <summary>Its text as UTF-8, for JSON.</summary>
    public async Task<Stream> OpenUtf8Async(CancellationToken cancellationToken)
    {
        file.Position = 0;
        var text = await TextFile.OpenAsync(file, cancellationToken);
        return Encoding.CreateTranscodingStream(file, text.CurrentEncoding, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>SHA-256 of what it says, whatever encoding or archive it is in.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (isWorkbook)
        {
            foreach (var line in WorkbookLines.Read(file))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture, $"{line.Number}\u001f{string.Join('\u001f', line.Cells.Select(cell => cell.Text))}\u001e")));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        using var text = await TextFile.OpenAsync(file, cancellationToken);
        var (encoder, characters, bytes) = (Encoding.UTF8.GetEncoder(), new char[BytesAtOnce], new byte[Encoding.UTF8.GetMaxByteCount(BytesAtOnce)]);
        int read;
        do
        {
            read = await text.ReadBlockAsync(characters, cancellationToken);
            hash.AppendData(bytes, 0, encoder.GetBytes(characters.AsSpan(0, read), bytes, flush: read == 0));
        }
        while (read > 0);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
