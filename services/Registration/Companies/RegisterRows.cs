using System.Globalization;
using System.Text.RegularExpressions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Registration.Companies;

/// <summary>Reads the rows of a register, as Statistics Sweden, the Tax Agency and those who sell them write them.</summary>
public static partial class RegisterRows
{
    public const string Street = "street";
    public const string PostalCode = "postalCode";
    public const string Area = "area";

    private const int LongestText = 200;

    private static readonly string[] Texts = [Street, PostalCode, Area];

    public static TableColumns Columns { get; } = new(
        new Dictionary<string, string[]>
        {
            [MemberColumns.OrganisationNumber] = [.. MemberColumns.SpellingsOf(MemberColumns.OrganisationNumber), "peorgnr"],
            [MemberColumns.Name] = MemberColumns.SpellingsOf(MemberColumns.Name),
            [Street] = ["besöksadress", "gatuadress", "gata", "street address", "visiting address", "utdelningsadress", "postadress", "adress", "address"],
            [PostalCode] = ["postnummer", "postnr", "zip code", "zip"],
            [Area] = ["postort", "ort", "tätort", "kommundel", "område", "postal town", "town", "city"],
            [MemberColumns.Employees] = [.. MemberColumns.SpellingsOf(MemberColumns.Employees), "storleksklass", "anställda storleksklass", "size class", "size"],
        },
        [MemberColumns.OrganisationNumber, MemberColumns.Name]);

    public static ReadRow Read(TableRow row, RegistrationKeys keys)
    {
        if ((MemberRows.FlawOf(row, out var number, out var name) ?? TextFlawOf(row) ?? EmployeesFlawOf(row, out _)) is { } flaw)
        {
            return new ReadRow(null, null, 0, RefusedRow.Of(row.Number, flaw));
        }

        _ = EmployeesFlawOf(row, out var employees);
        var company = new RegisteredCompany(
            CompanyKey.Of(number, keys), number.Shown, name ?? "", TextOf(row, Street), TextOf(row, PostalCode), TownOf(TextOf(row, Area)), employees);
        return new ReadRow(company.Key, company.Values, SilentIn(row), null);
    }

    private static RowFlaw? TextFlawOf(TableRow row) => Texts
        .Where(column => TextOf(row, column) is { } text && (text.Length > LongestText || text.Any(char.IsControl)))
        .Select(column => RowFlaw.Of(column, TextOf(row, column), new("För långt eller med styrtecken", "Too long or with control characters")))
        .FirstOrDefault();

    /// <summary>A count, or a class of them as 5-9 or 10 000 and more: its least. What a spreadsheet made a day of is none: it would be read as a year.</summary>
    private static RowFlaw? EmployeesFlawOf(TableRow row, out int? employees)
    {
        employees = null;
        var text = row.Cells.GetValueOrDefault(MemberColumns.Employees);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Count().Match(text) is { Success: true } match
            && int.TryParse(string.Concat(match.Groups["least"].Value.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var least))
        {
            employees = least;
            return null;
        }

        return RowFlaw.Of(MemberColumns.Employees, text, new(
            "Ska vara ett antal, eller en klass som 5-9 (i ett kalkylblad som text, annars blir den ett datum)",
            "Must be a number, or a class such as 5-9 (as text in a spreadsheet, or it becomes a date)"));
    }

    private static string? TextOf(TableRow row, string column) =>
        row.Cells.GetValueOrDefault(column) is { } text && MemberRows.OnOneLine(VisibleText.Of(text)) is { Length: > 0 } seen ? seen : null;

    /// <summary>Registers write towns in capitals.</summary>
    private static string? TownOf(string? area) => area is not null && !area.Any(char.IsLower)
        ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(area.ToLowerInvariant())
        : area;

    private static int SilentIn(TableRow row) => new[] { MemberColumns.Name, Street, PostalCode, Area, MemberColumns.Employees }
        .Select((column, i) => row.Cells.ContainsKey(column) ? 0 : 1 << i).Sum();

    [GeneratedRegex(@"^\s*(?![0-9]{4}-[0-9]{2}-[0-9]{2})(?<least>[0-9][0-9 \u00A0]{0,11})\s*(?:\+.*|[-–]\s*(?:[0-9].*)?|anst.*|or more|eller fler|and more|och fler)?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Count();
}
