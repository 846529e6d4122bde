using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Requesting;

namespace BusinessFocus.Notifications.Invitations;

/// <summary>What each of a page of members is told of an invitation.</summary>
public static class InviteOnce
{
    /// <summary>So long nobody is invited to the same by another association too: how often one may, Registration says.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <param name="forgotten">Those who asked to be forgotten since.</param>
    /// <param name="lately">The members' invitations within <see cref="Lately"/> that were not suppressed.</param>
    public static IReadOnlyList<NotificationRequest> Decide(MembersInvited invited, IReadOnlySet<Guid> forgotten, IEnumerable<Notification> lately)
    {
        var invitation = new MemberInvitation(invited.AssociationId, invited.From, invited.EditionId, invited.Activity, invited.Text);
        var invitedByOthers = lately
            .Where(notification => notification.Matter.Invitation is { } other && other.AssociationId != invited.AssociationId && other.IsToTheSame(invitation))
            .Select(notification => notification.ContactId)
            .ToHashSet();
        return
        [
            .. invited.Members.Where(member => !forgotten.Contains(member.ContactId.Value)).Select(member => new NotificationRequest(
                invited.InvitationId.Value,
                new Recipient(member.ContactId, member.Company, member.Email, member.Language),
                new InvitationContent(invitation),
                Registration: null,
                Suppressed: invitedByOthers.Contains(member.ContactId) ? SuppressedBecause.Overtaken : null)),
        ];
    }
}
