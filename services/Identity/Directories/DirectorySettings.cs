using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Directories;

/// <summary>
/// The directory of an organisation (OpenID Connect), from the configuration's <c>Identity:Directory</c>: its people sign in as they do
/// everywhere else there, and its groups say what they may do.
/// </summary>
/// <param name="Name">What people call it, for instance "Lerums kommun".</param>
/// <param name="Groups">The role of each group; other groups say nothing.</param>
/// <param name="GroupsClaim">Where the directory tells somebody's groups.</param>
public sealed record DirectorySettings(
    Uri Issuer, string ClientId, string ClientSecret, string Name, IReadOnlyDictionary<string, Role> Groups, string GroupsClaim, IReadOnlyList<string> Scopes)
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
                section.GetSection("Scopes").Get<string[]>() ?? ["email", "profile"]);

        string Required(string name) => section[name] ?? throw new InvalidOperationException($"Identity:Directory:{name} is not set.");
    }

    public IReadOnlySet<Role> RolesOf(IEnumerable<string> groups) =>
        groups.Where(Groups.ContainsKey).Select(group => Groups[group]).ToHashSet();

    // A group cannot say which association or which host somebody is.
    private static Role RoleOf(string? name) =>
        name is not null && EnumNames<Role>.All.TryGetValue(name, out var role) && role is not (Role.Association or Role.Host)
            ? role
            : throw new InvalidOperationException($"{name}, in Identity:Directory:Groups, is no role that a group can give.");
}
