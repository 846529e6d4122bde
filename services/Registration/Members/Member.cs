using BusinessFocus.Registration.People;

namespace BusinessFocus.Registration.Members;

/// <summary>A company's membership of one association. A company in two associations' lists has two.</summary>
public sealed record Member
{
    /// <summary>Association and company.</summary>
    public required string Id { get; init; }

    public required string Association { get; init; }

    /// <summary>The same for the same company in every list; of a sole trader, whose number is personal data, a hash.</summary>
    public required string CompanyKey { get; init; }

    /// <summary>As it may be shown: a sole trader's is masked.</summary>
    public required string OrganisationNumber { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public string Language { get; init; } = "sv";

    public int? Employees { get; init; }

    public static Member Of(string association, string key, OrganisationNumber number, string name, string? email, string? phone, string? language, int? employees)
    {
        return new Member
        {
            Id = $"{association}:{key}",
            Association = association,
            CompanyKey = key,
            OrganisationNumber = number.Shown,
            Name = name,
            Email = email,
            Phone = phone,
            Language = language ?? "sv",
            Employees = employees,
        };
    }
}
