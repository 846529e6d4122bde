using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Actors;

namespace BusinessFocus.Registration.Invitations;

/// <summary>An invitation that an association has sent to members of its list.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="EditionId">The edition, or that of the activity.</param>
/// <param name="ActivityId">What it invites to; left out for the edition as a whole.</param>
/// <param name="ActivityTitle">As it was when the invitation was sent.</param>
/// <param name="From">What the association calls itself in the letter.</param>
/// <param name="Text">The association's own words.</param>
/// <param name="Segment">Which members.</param>
/// <param name="ListVersion">How often the list had been pushed and become different.</param>
/// <param name="Members">How many addresses the segment had.</param>
/// <param name="Recipients">
/// To how many of them it was sent; left out where that would tell of one to six who had registered. Who has turned such letters off, or asked to be
/// forgotten since, gets none all the same.
/// </param>
/// <param name="RegisteredAfterwards">
/// Of those who had not registered for it then, how many have now; left out where it would tell of fewer than seven who have, or who have not.
/// </param>
/// <param name="At">UTC.</param>
/// <param name="By">The account's or the client's id.</param>
/// <param name="Actor">Whom <c>by</c> stands for.</param>
public sealed record MemberInvitationView(
    MemberInvitationId Id,
    EditionId EditionId,
    ActivityId? ActivityId,
    LocalizedText? ActivityTitle,
    string From,
    LocalizedText Text,
    MemberSegment Segment,
    int ListVersion,
    int Members,
    int? Recipients,
    int? RegisteredAfterwards,
    DateTimeOffset At,
    string By,
    Actor? Actor)
{
    public static MemberInvitationView Of(MemberInvitation invitation, ActorNames names, int? registeredAfterwards = null)
    {
        var sent = invitation.Sent!;
        var hides = sent.Segment.NotRegistered && sent.Members - sent.Recipients is not (0 or >= InvitationAudience.Fewest);
        return new(
            sent.InvitationId,
            sent.EditionId,
            sent.ActivityId,
            sent.ActivityTitle,
            sent.From,
            sent.Text,
            sent.Segment,
            sent.ListVersion,
            sent.Members,
            hides ? null : sent.Recipients,
            registeredAfterwards,
            sent.At,
            sent.By,
            names.Of(sent.By));
    }
}
