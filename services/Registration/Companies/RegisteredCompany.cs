using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Members;

namespace BusinessFocus.Registration.Companies;

/// <summary>A company in a municipality's register.</summary>
/// <param name="Key">What it is recognised by.</param>
/// <param name="OrganisationNumber">As it may be shown: a sole trader's is masked.</param>
/// <param name="Area">The postal town.</param>
/// <param name="Employees">The least, where the register says a range.</param>
public sealed record RegisteredCompany(
    string Key, string OrganisationNumber, string Name, string? Street, string? PostalCode, string? Area, int? Employees)
{
    public CompanySize? Size => Employees is { } employees ? Member.SizeOf(employees) : null;

    /// <summary>In the order of the register's columns.</summary>
    public IReadOnlyList<object?> Values => [OrganisationNumber, Name, Street, PostalCode, Area, Employees];
}

/// <summary>How often a municipality's register has been taken in: another number is another register.</summary>
/// <param name="Id">The municipality.</param>
/// <param name="Companies">How many it has.</param>
/// <param name="At">UTC: when it was taken in last, and something became different.</param>
/// <param name="By">Whoever did.</param>
public sealed record CompanyRegister(string Id, int Companies, int Pushes, DateTimeOffset At, string? By);
