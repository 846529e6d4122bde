using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.Accounts;

/// <summary>What somebody can be allowed to do.</summary>
public enum Role
{
    /// <summary>Everything about a municipality's editions.</summary>
    Organiser,

    /// <summary>Plans and releases, without people's data.</summary>
    Planner,

    /// <summary>Checks in at the door.</summary>
    FrontDesk,

    /// <summary>Own agenda, slots, conversations and cases.</summary>
    Host,

    /// <summary>Own members and own reach.</summary>
    Association,

    /// <summary>Reports only.</summary>
    Reporter,

    /// <summary>Export and erasure of a person's data.</summary>
    DataProtectionOfficer,

    /// <summary>Runs the system, without people's data.</summary>
    Operator,
}

/// <summary>What roles are called in access tokens, where services look.</summary>
public static class RoleClaims
{
    private static readonly Dictionary<Role, string> Names = new()
    {
        [Role.Organiser] = Roles.Organiser,
        [Role.Planner] = Roles.Planner,
        [Role.FrontDesk] = Roles.Door,
        [Role.Host] = Roles.Host,
        [Role.Association] = Roles.Association,
        [Role.Reporter] = Roles.Reporter,
        [Role.DataProtectionOfficer] = Roles.DataProtectionOfficer,
        [Role.Operator] = Roles.Operator,
    };

    public static string NameOf(Role role) => Names[role];

    /// <summary>Null for a name that no role has.</summary>
    public static Role? Find(string name) => Names.Where(each => each.Value == name).Select(each => (Role?)each.Key).FirstOrDefault();
}
