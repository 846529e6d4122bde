namespace BusinessFocus.Hosting.Tokens;

/// <summary>Who somebody is, as the access token's <c>role</c> claim says.</summary>
public static class Roles
{
    /// <summary>The municipality's and associations' organisers of the festival.</summary>
    public const string Organiser = "organiser";

    /// <summary>Who runs the system.</summary>
    public const string Operator = "operator";

    /// <summary>An association's member system; its <see cref="AssociationClaim"/> says which association.</summary>
    public const string Association = "association";

    /// <summary>A host or case officer; the <see cref="HostClaim"/> says which.</summary>
    public const string Host = "host";

    /// <summary>Who stands at a door and reads tickets: of the activity that the door is at, and nothing else.</summary>
    public const string Door = "door";

    public const string RoleClaim = "role";
    public const string AssociationClaim = "association";

    /// <summary>A HostId.</summary>
    public const string HostClaim = "host";

    /// <summary>Who the tokens are for.</summary>
    public const string Audience = "businessfocus";
}
