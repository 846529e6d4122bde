using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.Accounts;

/// <summary>What somebody can be allowed to do.</summary>
public enum Role
{
    /// <summary>Does everything about editions and those who come, in one municipality or in all; in all, also invites accounts and makes clients.</summary>
    Organiser,

    /// <summary>Plans and releases the programme, in one municipality or in all, without the data of those who come.</summary>
    Planner,

    /// <summary>Checks people in, at all doors and on all days or at given ones.</summary>
    FrontDesk,

    /// <summary>Reads their own conversations, the comments that are shown to hosts, and works with the cases of their areas.</summary>
    Host,

    /// <summary>Hands in and reads the member list of one association.</summary>
    Association,

    /// <summary>Reads reports, of one municipality or of all, and nothing else.</summary>
    Reporter,

    /// <summary>Exports and erases what is known of a person, and reads who read or did what of whom.</summary>
    DataProtectionOfficer,

    /// <summary>Runs the system: dead letters, keys and delivery, without people's data.</summary>
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
