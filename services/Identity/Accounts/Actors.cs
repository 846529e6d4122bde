using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.Accounts;

/// <summary>Who did something that no person did, in the place of a <c>sub</c>.</summary>
public static class Actors
{
    /// <summary>This service, at its first start.</summary>
    public const string Identity = "identity";

    /// <summary>The clients that stand in the configuration.</summary>
    public const string Configuration = "configuration";

    /// <summary>The directory of an organisation, when one of its people signs in.</summary>
    public const string Directory = "directory";

    /// <summary>What the <c>sub</c> of a visitor begins with.</summary>
    public const string VisitorPrefix = Roles.Visitor + "-";

    /// <summary>Whether a client of this id would be taken for one of them, for an account, or for a visitor.</summary>
    public static bool IsSomebodyElses(string clientId) =>
        clientId is Identity or Configuration or Directory || clientId.StartsWith(VisitorPrefix, StringComparison.Ordinal) || Guid.TryParse(clientId, out _);
}
