namespace BusinessFocus.Identity.Accounts;

/// <summary>What a device of somebody's is recognised by (WebAuthn). The secret half of the key never leaves the device.</summary>
/// <param name="Id">The credential's id, base64url.</param>
/// <param name="PublicKey">COSE, base64.</param>
/// <param name="Name">What a person recognises it by; empty once it is masked.</param>
/// <param name="SignCount">How often it signed, where it counts; a lower number than before is a copy of it.</param>
/// <param name="Transports">How browsers reach it.</param>
/// <param name="IsBackedUp">Whether the person has it on more than one device.</param>
public sealed record Passkey(
    string Id,
    string PublicKey,
    string Name,
    long SignCount,
    IReadOnlyList<string> Transports,
    bool IsUserVerified,
    bool IsBackupEligible,
    bool IsBackedUp,
    DateTimeOffset AddedAt)
{
    public Passkey Masked() => this with { Name = "", PublicKey = "" };
}
