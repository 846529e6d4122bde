using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Templating;

/// <summary>What templates of invitations are tried on.</summary>
internal static class InvitationSamples
{
    private static readonly EditionId Edition = new(Guid.Parse("0199f1a0-0000-7000-8000-000000000008"));

    /// <param name="activity">Null for the edition as a whole.</param>
    public static StoredContent To(ActivityState? activity) => new(
        ActivityId: null,
        Invitation: new MemberInvitation(
            "foretagarna",
            "Företagarna Lerum",
            Edition,
            activity is null ? null : Of(activity),
            new LocalizedText("Vi samlas kring ett bord och går dit tillsammans.", "We share a table and go there together.")));

    public static InvitedToActivity Of(ActivityState activity) =>
        new(activity.Id, activity.Title, activity.StartsAt, activity.EndsAt, activity.Place, activity.Attendance);
}
