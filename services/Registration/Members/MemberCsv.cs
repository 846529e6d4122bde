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
    public static IEnumerable<MemberRow> Read(byte[] file)
    {
        var text = TextFile.Decode(file);
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = CsvSeparator.Of(text),
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            // A quote that is never closed spoils its own line and not the rest of the file.
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
        });
        csv.ReadHeader();
        var places = csv.Headers
            .Select((header, index) => (Column: Columns.GetValueOrDefault(header.Trim()), index))
            .Where(each => each.Column is not null)
            .DistinctBy(each => each.Column)
            .ToDictionary(each => each.Column!, each => each.index);
        if (!places.ContainsKey("organisationNumber") || !places.ContainsKey("name"))
        {
            throw new InvalidDataException("The header lacks the organisation number or the name.");
        }

        while (csv.Read())
        {
            yield return new MemberRow(
                (int)csv.LineNumber, Field("organisationNumber"), Field("name"), Field("email"), Field("phone"), Field("language"), Field("employees"));
        }

        string? Field(string column) => places.TryGetValue(column, out var index) && index < csv.FieldCount ? csv.GetString(index) : null;
    }
}
