using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Invitations;

/// <summary>Why members cannot be invited.</summary>
public static class InvitationProblems
{
    public static readonly Problem TooFew = new(
        "segment-too-small", ProblemKind.Conflict, "Färre än sju skulle få inbjudan; välj fler orter, storlekar eller grupper", "Fewer than seven would be invited; choose more towns, sizes or groups");

    public static readonly Problem NothingToCome = new(
        "nothing-to-invite-to", ProblemKind.Conflict, "Det som ni bjuder in till är inställt eller har redan varit", "What you are inviting to is cancelled or over");

    public static readonly Problem Repeated = new(
        "invitation-repeated",
        ProblemKind.Conflict,
        "Samma inbjudan har skickats till ett annat urval det senaste dygnet; välj alla orter, storlekar och grupper på en gång, eller vänta",
        "The same invitation has been sent to another segment in the last day; choose all towns, sizes and groups at once, or wait");

    public static readonly Problem TooMany = new(
        "too-many-invitations", ProblemKind.Conflict, "Ni har redan bjudit in tre gånger till festivalen den här veckan", "You have already sent three invitations to this edition this week");
}
