using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.People;

namespace BusinessFocus.Registration.Members;

/// <summary>A company's membership of one association. A company in two associations' lists has two.</summary>
/// <param name="Company">Its key: the same for the same company in every list.</param>
/// <param name="OrganisationNumber">As it may be shown: a sole trader's is masked.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Group">As the association calls it; null for none.</param>
public sealed record Member(string Company, string OrganisationNumber, string Name, string? Email, string? Phone, string Language, string? Group, int? Employees)
{
    public static Member Of(string key, OrganisationNumber number, string name, string? email, string? phone, string? language, string? group, int? employees) =>
        new(key, number.Shown, name, email, phone, language ?? "sv", group, employees);

    /// <summary>In the order of the list's columns.</summary>
    public IReadOnlyList<object?> Values => [OrganisationNumber, Name, Email, Phone, Language, Group, Employees];

    public static CompanySize SizeOf(int employees) => employees switch
    {
        < 1 => CompanySize.Sole,
        < 10 => CompanySize.Micro,
        < 50 => CompanySize.Small,
        < 250 => CompanySize.Medium,
        _ => CompanySize.Large,
    };
}
