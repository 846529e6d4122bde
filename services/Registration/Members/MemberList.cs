using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Members;

/// <summary>An association's list as a whole; its members are documents beside it.</summary>
public sealed record MemberList : IState<MemberList>
{
    public static MemberList Initial { get; } = new();

    public Guid Id { get; set; }

    public string Association { get; init; } = "";

    public int Members { get; init; }

    /// <summary>How often it was pushed and became different.</summary>
    public int Pushes { get; init; }

    public MemberList Evolve(object @event) => @event switch
    {
        MemberListPushed pushed => this with { Association = pushed.Association, Members = pushed.Members, Pushes = Pushes + 1 },
        _ => this,
    };
}
