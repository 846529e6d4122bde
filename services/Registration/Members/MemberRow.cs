using System.Globalization;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.People;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Registration.Members;

/// <summary>What a row can say about a member beside which company it is.</summary>
[Flags]
public enum MemberParts
{
    None = 0,
    Name = 1,
    Email = 2,
    Phone = 4,
    Language = 8,
    Group = 16,
    Employees = 32,
}

/// <summary>Reads rows: a good one is a member, a bad one says what is wrong with it.</summary>
public static class MemberRows
{
    public const int LongestGroup = 100;

    private const int LongestName = 200;

    private static readonly char[] LineBreaks = ['\r', '\n'];

    /// <returns>Silent is what the row says nothing of: what is known of the member stays; that a cell is empty says that there is nothing.</returns>
    public static (Member? Member, MemberParts Silent, RefusedRow? Refused) Read(TableRow row, RegistrationKeys keys)
    {
        var silent = SilentIn(row);
        if (FlawOf(row, out var number, out var name) is { } flaw)
        {
            return (null, MemberParts.None, RefusedRow.Of(row.Number, flaw));
        }

        string? email = null;
        var emailText = row.Cells.GetValueOrDefault(MemberColumns.Email);
        if (!string.IsNullOrWhiteSpace(emailText) && !EmailAddress.TryNormalise(emailText, out email!))
        {
            return Refuse(MemberColumns.Email, emailText, EmailAddress.WhyNot(emailText));
        }

        string? phone = null;
        var phoneText = row.Cells.GetValueOrDefault(MemberColumns.Phone);
        if (!string.IsNullOrWhiteSpace(phoneText) && !PhoneNumber.TryNormalise(NumberInSpreadsheet.Digits(phoneText), out phone!))
        {
            return NumberInSpreadsheet.HasLostDigits(phoneText)
                ? Refuse(MemberColumns.Phone, phoneText, Shortened)
                : Refuse(MemberColumns.Phone, phoneText, PhoneNumber.WhyNot(phoneText));
        }

        var languageText = row.Cells.GetValueOrDefault(MemberColumns.Language);
        var language = string.IsNullOrWhiteSpace(languageText) ? null : languageText.Trim().ToLowerInvariant();
        if (language is not null && !Languages.All.Contains(language))
        {
            return Refuse(MemberColumns.Language, languageText, new("Ska vara sv eller en", "Must be sv or en"));
        }

        var group = row.Cells.GetValueOrDefault(MemberColumns.Group) is { } called && OnOneLine(VisibleText.Of(called)) is { Length: > 0 } said ? said : null;
        if (group?.Length > LongestGroup || group?.Any(char.IsControl) == true)
        {
            return Refuse(MemberColumns.Group, group, TooLong);
        }

        int? employees = null;
        var employeesText = row.Cells.GetValueOrDefault(MemberColumns.Employees);
        if (!string.IsNullOrWhiteSpace(employeesText))
        {
            if (!int.TryParse(employeesText.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return Refuse(MemberColumns.Employees, employeesText, new("Ska vara ett antal", "Must be a number"));
            }

            employees = count;
        }

        return (Member.Of(CompanyKey.Of(number, keys), number, name ?? "", email, phone, language, group, employees), silent, null);

        (Member?, MemberParts, RefusedRow?) Refuse(string column, string? value, Wording reason) =>
            (null, MemberParts.None, RefusedRow.Of(row.Number, RowFlaw.Of(column, value, reason)));
    }

    /// <summary>The same as it is staged.</summary>
    public static ReadRow Staged(TableRow row, RegistrationKeys keys)
    {
        var (member, silent, refused) = Read(row, keys);
        return new ReadRow(member?.Company, member?.Values, (int)silent, refused);
    }

    /// <summary>What is wrong with a row, or with which company it says it is about; null where nothing is. In every list of companies.</summary>
    /// <param name="name">Null where the row does not say it.</param>
    public static RowFlaw? FlawOf(TableRow row, out OrganisationNumber number, out string? name)
    {
        (number, name) = (default, null);
        if (row.Flaw is { } flaw)
        {
            return flaw;
        }

        var given = row.Cells.GetValueOrDefault(MemberColumns.OrganisationNumber);
        if (!TryReadCompany(row, out number))
        {
            return RowFlaw.Of(
                MemberColumns.OrganisationNumber, given, NumberInSpreadsheet.HasLostDigits(given) ? Shortened : People.OrganisationNumber.WhyNot(given));
        }

        name = row.Cells.GetValueOrDefault(MemberColumns.Name) is { } written ? OnOneLine(VisibleText.Of(written)) : null;
        return string.IsNullOrEmpty(name) && row.Cells.ContainsKey(MemberColumns.Name)
                ? RowFlaw.Of(MemberColumns.Name, name, new("Namnet saknas", "The name is missing"))
            : name?.Length > LongestName || name?.Any(char.IsControl) == true
                ? RowFlaw.Of(MemberColumns.Name, name, TooLong)
            : null;
    }

    /// <summary>Which company a row is about, also where the row cannot be taken.</summary>
    public static bool TryReadCompany(TableRow row, out OrganisationNumber number)
    {
        var text = NumberInSpreadsheet.Digits(row.Cells.GetValueOrDefault(MemberColumns.OrganisationNumber));
        return OrganisationNumber.TryParse(text, out number)
            || (NumberInSpreadsheet.WithLeadingZeros(text) is { } whole && OrganisationNumber.TryParse(whole, out number) && number.IsPersonal);
    }

    /// <summary>A name that a spreadsheet wraps in its cell is the same name.</summary>
    internal static string OnOneLine(string text) => string.Join(' ', text.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static Wording TooLong => new("För långt eller med styrtecken", "Too long or with control characters");

    private static Wording Shortened => new(
        "Kalkylprogrammet har kortat numret och siffror saknas: gör kolumnen till text",
        "The spreadsheet has shortened the number and digits are missing: format the column as text");

    private static MemberParts SilentIn(TableRow row) =>
        Part(row, MemberColumns.Name, MemberParts.Name)
        | Part(row, MemberColumns.Email, MemberParts.Email)
        | Part(row, MemberColumns.Phone, MemberParts.Phone)
        | Part(row, MemberColumns.Language, MemberParts.Language)
        | Part(row, MemberColumns.Group, MemberParts.Group)
        | Part(row, MemberColumns.Employees, MemberParts.Employees);

    private static MemberParts Part(TableRow row, string column, MemberParts part) => row.Cells.ContainsKey(column) ? MemberParts.None : part;
}
