using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Invitations;

/// <summary>An invitation that was sent. Its pages wait beside it until Notification has them.</summary>
public sealed record MemberInvitation : IState<MemberInvitation>
{
    public static MemberInvitation Initial { get; } = new();

    public Guid Id { get; set; }

    public string Association { get; init; } = "";

    /// <summary>The EditionId's value.</summary>
    public Guid Edition { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What was sent; null before anything was.</summary>
    public MembersWereInvited? Sent { get; init; }

    public MemberInvitation Evolve(object @event) => @event switch
    {
        MembersWereInvited invited => this with { Association = invited.Association, Edition = invited.EditionId.Value, At = invited.At, Sent = invited },
        _ => this,
    };
}

/// <summary>A page of an invitation that is on its way to Notification. It has no address: those are read when it goes.</summary>
/// <param name="Id">Also of the message.</param>
/// <param name="Companies">The keys of the companies that are invited.</param>
public sealed record InvitationPage(Guid Id, Guid Invitation, IReadOnlyList<string> Companies)
{
    /// <summary>Letters of one message.</summary>
    public const int Size = 100;

    public static IEnumerable<InvitationPage> Of(MemberInvitationId invitation, IEnumerable<string> companies) =>
        companies.Chunk(Size).Select(page => new InvitationPage(Guid.CreateVersion7(), invitation.Value, page));
}
