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

    /// <summary>Plans and releases, without people's data.</summary>
    public const string Planner = "planner";

    /// <summary>Reads reports, and nothing else.</summary>
    public const string Reporter = "reporter";

    /// <summary>Export and erasure of a person's data.</summary>
    public const string DataProtectionOfficer = "data-protection-officer";

    /// <summary>Somebody who registers: has no account, and showed that an address is theirs; the <see cref="ContactClaim"/> says who.</summary>
    public const string Visitor = "visitor";

    public const string RoleClaim = "role";
    public const string AssociationClaim = "association";

    /// <summary>A ContactId: who a visitor is in registrations.</summary>
    public const string ContactClaim = "contact";

    /// <summary>A HostId; one for each edition in which the person is a host, the newest first.</summary>
    public const string HostClaim = "host";

    /// <summary>An ActivityId; one for each activity at whose door somebody stands. None is any.</summary>
    public const string DoorClaim = "door";

    /// <summary>A day, as <see cref="OwnDays"/> writes it; one for each on which somebody stands at a door. None is any.</summary>
    public const string DayClaim = "day";

    /// <summary>A role and the municipality whose editions it is held in, as <see cref="OwnMunicipality"/> writes it. A role without one is held in all.</summary>
    public const string MunicipalityClaim = "municipality";

    /// <summary>A SessionId: the browser in which the person signed in. Clients have none.</summary>
    public const string SessionClaim = "sid";

    /// <summary>Who the tokens are for.</summary>
    public const string Audience = "businessfocus";
}
