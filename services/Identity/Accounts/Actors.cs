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

    /// <summary>Whether a client of this id would be taken for one of them, or for an account.</summary>
    public static bool IsSomebodyElses(string clientId) =>
        clientId == Identity || clientId == Configuration || clientId == Directory || Guid.TryParse(clientId, out _);
}
