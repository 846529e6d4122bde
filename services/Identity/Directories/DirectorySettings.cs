using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Directories;

/// <summary>
/// The directory of an organisation (OpenID Connect), from the configuration's <c>Identity:Directory</c>: its people sign in as they do
/// everywhere else there, and its groups say what they may do.
/// </summary>
/// <param name="Name">What people call it, for instance "Lerums kommun".</param>
/// <param name="Groups">The role of each group; other groups say nothing.</param>
/// <param name="Domains">
/// The mail domains of the organisation: the directory is believed about addresses in these. Where none is named, about those that it says it
/// has verified.
/// </param>
/// <param name="GroupsClaim">Where the directory tells somebody's groups.</param>
public sealed record DirectorySettings(
    Uri Issuer, string ClientId, string ClientSecret, string Name, IReadOnlyDictionary<string, Role> Groups, string GroupsClaim, IReadOnlyList<string> Scopes, IReadOnlySet<string> Domains)
{
    /// <summary>Null where there is none.</summary>
    public static DirectorySettings? In(IConfiguration configuration)
    {
        var section = configuration.GetSection("Identity:Directory");
        return section["Issuer"] is not { Length: > 0 } issuer
            ? null
            : new DirectorySettings(
                new Uri(issuer),
                Required("ClientId"),
                Required("ClientSecret"),
                section["Name"] ?? new Uri(issuer).Host,
                section.GetSection("Groups").GetChildren().ToDictionary(group => group["Group"] ?? "", group => RoleOf(group["Role"])),
                section["GroupsClaim"] ?? "groups",
                section.GetSection("Scopes").Get<string[]>() ?? ["email", "profile"],
                (section.GetSection("Domains").Get<string[]>() ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase));

        string Required(string name) => section[name] ?? throw new InvalidOperationException($"Identity:Directory:{name} is not set.");
    }

    public IReadOnlySet<Role> RolesOf(IEnumerable<string> groups) =>
        groups.Where(Groups.ContainsKey).Select(group => Groups[group]).ToHashSet();

    /// <summary>
    /// Whether an address is who it says. In many directories people, or those of another organisation, may write any address there: they would
    /// get the account of whoever has it.
    /// </summary>
    /// <param name="isVerified">What the directory says of it; null for nothing.</param>
    public bool IsBelievedOf(string normalisedEmail, bool? isVerified) => Domains.Count == 0
        ? isVerified == true
        : isVerified != false && Domains.Contains(normalisedEmail[(normalisedEmail.LastIndexOf('@') + 1)..]);

    // A group cannot say which association or which host somebody is.
    private static Role RoleOf(string? name) =>
        name is not null && EnumNames<Role>.All.TryGetValue(name, out var role) && role is not (Role.Association or Role.Host)
            ? role
            : throw new InvalidOperationException($"{name}, in Identity:Directory:Groups, is no role that a group can give.");
}
