using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Identity.Accounts;

/// <summary>
/// What an organiser may take from an account: nothing where it has a role that they may not give, as else they silence the data protection
/// officer, who sees what they do. And there is always one.
/// </summary>
public static class RolesToTake
{
    /// <param name="decided">What would happen to the account.</param>
    /// <param name="mayGive">Which roles whoever asks may give.</param>
    /// <param name="hasOther">Whether somebody else is data protection officer.</param>
    public static Decision Check(Account account, Decision decided, Func<Role, bool> mayGive, bool hasOther, DateTimeOffset now)
    {
        // What is only given is no matter of this.
        if (decided.Refusal is not null || decided.Events.All(@event => @event is AccessWasGranted { Narrows: false }))
        {
            return decided;
        }

        if (!account.Grants.All(grant => mayGive(grant.Role)))
        {
            return CommonProblems.Forbidden;
        }

        var after = decided.Events.Aggregate(account, (before, @event) => before.Evolve(@event));
        return !hasOther && OfficersGrant(account, now) is { } had && !(OfficersGrant(after, now) is { } has && had.IsWithin(has, now))
            ? AccountProblems.LastOfficer
            : decided;
    }

    public static bool IsOfficer(Account account, DateTimeOffset now) => OfficersGrant(account, now) is not null;

    private static Grant? OfficersGrant(Account account, DateTimeOffset now) =>
        account.GrantsAt(now).FirstOrDefault(grant => grant.Role == Role.DataProtectionOfficer);
}
