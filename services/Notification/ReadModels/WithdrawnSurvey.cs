using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>
/// An activity had not taken place after all: its invitations no longer open anything. Kept, because one of them can arrive after the
/// news that it is none.
/// </summary>
public sealed record WithdrawnSurvey : IKnown
{
    /// <summary>The ActivityId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>UTC: an invitation that closes then or before is one of those.</summary>
    public required DateTimeOffset InvitedUntil { get; init; }

    public static WithdrawnSurvey Learn(WithdrawnSurvey? known, ActivityId activity, DateTimeOffset invitedUntil) =>
        known is not null && known.InvitedUntil >= invitedUntil ? known : new WithdrawnSurvey { Id = activity.Value, InvitedUntil = invitedUntil };

    public bool Has(SurveyLink link) => link.ClosesAt <= InvitedUntil;
}
