using System.Runtime.CompilerServices;
using BusinessFocus.ServiceDefaults.Http;
using CsvHelper;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// An association's list as CSV, as their systems write it: UTF-8 with or without a byte order mark, UTF-16 or
/// Latin-1; comma, semicolon or tab; Swedish or English headers in any order.
/// </summary>
public static class MemberCsv
{
    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["organisationsnummer"] = "organisationNumber",
        ["orgnr"] = "organisationNumber",
        ["org.nr"] = "organisationNumber",
        ["organisationNumber"] = "organisationNumber",
        ["organisation number"] = "organisationNumber",
        ["företag"] = "name",
        ["namn"] = "name",
        ["name"] = "name",
        ["company"] = "name",
        ["e-post"] = "email",
        ["epost"] = "email",
        ["email"] = "email",
        ["e-mail"] = "email",
        ["telefon"] = "phone",
        ["phone"] = "phone",
        ["språk"] = "language",
        ["language"] = "language",
        ["anställda"] = "employees",
        ["employees"] = "employees",
    };

    /// <exception cref="InvalidDataException">It has no header with an organisation number and a name.</exception>
    public static async IAsyncEnumerable<MemberRow> ReadAsync(StreamReader text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var header = await text.ReadLineAsync(cancellationToken) ?? "";
        using var csv = CsvReader.Create(new HeaderAgain(header, text), new CsvReaderOptions
        {
            Separator = CsvSeparator.Of(header),
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            // A quote that is never closed spoils its own line and not the rest of the file.
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
        });
        await csv.ReadHeaderAsync(cancellationToken);
        var places = csv.Headers
            .Select((header, index) => (Column: Columns.GetValueOrDefault(header.Trim()), index))
            .Where(each => each.Column is not null)
            .DistinctBy(each => each.Column)
            .ToDictionary(each => each.Column!, each => each.index);
        if (!places.ContainsKey("organisationNumber") || !places.ContainsKey("name"))
        {
            throw new InvalidDataException("The header lacks the organisation number or the name.");
        }

        while (await csv.ReadAsync(cancellationToken))
        {
            yield return new MemberRow(
                (int)csv.LineNumber, Field("organisationNumber"), Field("name"), Field("email"), Field("phone"), Field("language"), Field("employees"));
        }

        string? Field(string column) => places.TryGetValue(column, out var index) && index < csv.FieldCount ? csv.GetString(index) : null;
    }

    /// <summary>The header, which had to be read to tell what separates the columns, and then the rest of the file.</summary>
    private sealed class HeaderAgain(string header, TextReader rest) : TextReader
    {
        private readonly string first = header + "\n";
        private int given;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            if (given == first.Length)
            {
                return rest.Read(buffer);
            }

            var part = first.AsSpan(given, Math.Min(buffer.Length, first.Length - given));
            part.CopyTo(buffer);
            given += part.Length;
            return part.Length;
        }

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            given == first.Length ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));
    }
}
