using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Invitations;

/// <summary>An association invited members of its list. Their addresses stay in the list, and go to Notification from there.</summary>
/// <param name="From">What it calls itself towards them.</param>
/// <param name="ActivityId">Null for the edition as a whole; so is <paramref name="ActivityTitle"/>.</param>
/// <param name="ListVersion">How often the list had been pushed and become different.</param>
/// <param name="Members">In the segment, with an address.</param>
/// <param name="Recipients">Of those, how many were invited.</param>
/// <param name="At">UTC.</param>
/// <param name="By">The account or the client that sent it.</param>
public sealed record MembersWereInvited(
    MemberInvitationId InvitationId,
    string Association,
    string From,
    EditionId EditionId,
    ActivityId? ActivityId,
    LocalizedText? ActivityTitle,
    LocalizedText Text,
    MemberSegment Segment,
    int ListVersion,
    int Members,
    int Recipients,
    DateTimeOffset At,
    string By);

/// <summary>Which companies were invited and had not registered for it then, in pieces of a bounded size: who registers afterwards is counted of them.</summary>
/// <param name="Companies">Their keys.</param>
public sealed record CompaniesWereInvited(MemberInvitationId InvitationId, string Association, IReadOnlyList<string> Companies);
