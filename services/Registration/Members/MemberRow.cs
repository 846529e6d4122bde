using System.Globalization;
using BusinessFocus.Registration.People;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.People;

namespace BusinessFocus.Registration.Members;

/// <summary>A row as an association sent it. Everything is text until it has been read.</summary>
/// <param name="Row">The line of the file (the header is 1), or the place in the JSON list (the first is 1).</param>
public sealed record MemberRow(
    int Row, string? OrganisationNumber, string? Name, string? Email, string? Phone, string? Language, string? Employees);

/// <summary>A row that was not taken, and why.</summary>
/// <param name="Column">organisationNumber, name, email, phone, language or employees.</param>
public sealed record RefusedRow(int Row, string Column, string? Value, string Reason);

/// <summary>Reads rows: a good one is a member, a bad one says what is wrong with it.</summary>
public static class MemberRows
{
    private const int LongestName = 200;

    public static (Member? Member, RefusedRow? Refused) Read(MemberRow row, Keys keys)
    {
        if (!People.OrganisationNumber.TryParse(row.OrganisationNumber, out var number))
        {
            return Refuse("organisationNumber", row.OrganisationNumber, People.OrganisationNumber.WhyNot(row.OrganisationNumber));
        }

        var name = row.Name is { } written ? VisibleText.Of(written).Trim() : null;
        if (string.IsNullOrEmpty(name))
        {
            return Refuse("name", row.Name, Languages.Choose("Namnet saknas", "The name is missing"));
        }

        if (name.Length > LongestName || name.Any(char.IsControl))
        {
            return Refuse("name", row.Name, Languages.Choose("För långt eller med styrtecken", "Too long or with control characters"));
        }

        string? email = null;
        if (!string.IsNullOrWhiteSpace(row.Email) && !EmailAddress.TryNormalise(row.Email, out email!))
        {
            return Refuse("email", row.Email, EmailAddress.WhyNot(row.Email));
        }

        string? phone = null;
        if (!string.IsNullOrWhiteSpace(row.Phone) && !PhoneNumber.TryNormalise(row.Phone, out phone!))
        {
            return Refuse("phone", row.Phone, PhoneNumber.WhyNot(row.Phone));
        }

        var language = string.IsNullOrWhiteSpace(row.Language) ? null : row.Language.Trim().ToLowerInvariant();
        if (language is not null && !Languages.All.Contains(language))
        {
            return Refuse("language", row.Language, Languages.Choose("Ska vara sv eller en", "Must be sv or en"));
        }

        int? employees = null;
        if (!string.IsNullOrWhiteSpace(row.Employees))
        {
            if (!int.TryParse(row.Employees.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return Refuse("employees", row.Employees, Languages.Choose("Ska vara ett antal", "Must be a number"));
            }

            employees = count;
        }

        return (Member.Of(CompanyKey.Of(number, keys), number, name, email, phone, language, employees), null);

        (Member?, RefusedRow?) Refuse(string column, string? value, string reason) => (null, new RefusedRow(row.Row, column, value, reason));
    }
}
