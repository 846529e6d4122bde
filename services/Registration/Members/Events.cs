namespace BusinessFocus.Registration.Members;

/// <summary>An association pushed its list, or a change of it, and something became different.</summary>
/// <param name="Members">How many it has now.</param>
/// <param name="At">UTC.</param>
/// <param name="By">The client that pushed it; null in what was stored before it was kept.</param>
public sealed record MemberListPushed(
    string Association, int Members, int Added, int Changed, int Removed, int Refused, DateTimeOffset At, string? By = null);

/// <summary>Which companies a push was about, in pieces of a bounded size; the rest of their data is not history.</summary>
/// <param name="Companies">Their keys.</param>
public sealed record MembersAdded(string Association, IReadOnlyList<string> Companies);

/// <inheritdoc cref="MembersAdded"/>
public sealed record MembersChanged(string Association, IReadOnlyList<string> Companies);

/// <inheritdoc cref="MembersAdded"/>
public sealed record MembersRemoved(string Association, IReadOnlyList<string> Companies);
